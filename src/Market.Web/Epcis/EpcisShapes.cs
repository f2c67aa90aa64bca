using Market.Traceability.Epcis;
using Market.Web.Hosting;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Market.Web.Epcis;

/// <summary>A capture job as EPCIS 2.0 describes it, with what became of the events beside.</summary>
/// <param name="Success">false as soon as one error occurred.</param>
public sealed record CaptureJobAnswer(Guid CaptureID, bool Running, bool Success, string CaptureErrorBehaviour, DateTime CreatedAt, DateTime? FinishedAt, int Total, int Accepted, int Duplicates, int Rejected, IReadOnlyList<CaptureErrorAnswer> Errors);

/// <param name="Index">Place of the event in the document, from 0.</param>
/// <param name="Path">JSON Pointer below the event.</param>
public sealed record CaptureErrorAnswer(string Type, string Title, int Status, string Code, int Index, string EventID, string Path, string Detail);

/// <summary>Answers of the EPCIS interface.</summary>
internal static class EpcisShapes
{
    public static string MediaType(EventForm form) => form.Xml ? "application/xml" : "application/ld+json";

    /// <summary>A problem document with one of the exception types of EPCIS 2.0.</summary>
    /// <param name="type">Without its prefix.</param>
    public static ObjectResult Refused(this ControllerBase controller, int status, string type, string code, string path = "", string found = "")
    {
        var problem = Problems.Document(controller.HttpContext, status, code, Say(controller.HttpContext, code, path, found), path);
        problem.Type = "epcisException:" + type;
        return Problems.Result(problem);
    }

    public static ObjectResult Absent(this ControllerBase controller) => controller.Refused(StatusCodes.Status404NotFound, "NoSuchResourceException", "request.absent");

    public static ObjectResult NoSuchName(this ControllerBase controller) => controller.Refused(StatusCodes.Status404NotFound, "NoSuchNameException", "request.absent");

    /// <param name="header">The header that asks for what we do not give.</param>
    public static ObjectResult RefusedForm(this ControllerBase controller, string header) => controller.Refused(StatusCodes.Status406NotAcceptable, "NotAcceptableException", "epcis.not_acceptable", header);

    public static ObjectResult RefusedMediaType(this ControllerBase controller) => controller.Refused(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaTypeException", "epcis.media_type", "Content-Type");

    public static CaptureJobAnswer Job(HttpContext context, CaptureJob x) => new(x.Id, x.FinishedAt is null, x.FinishedAt is null || x.Success, x.Behaviour.ToString().ToLowerInvariant(), x.CreatedAt, x.FinishedAt,
        x.Total, x.Accepted, x.Duplicates, x.Rejected, [.. x.Faults.Select(y => Error(context, y))]);

    private static CaptureErrorAnswer Error(HttpContext context, EventReceipt x)
    {
        var fault = x.Fault!;
        return new("epcisException:ValidationException", "Validation exception", 400, fault.Code, x.Place, x.EventId, fault.Path, Say(context, fault.Code, fault.Path, fault.Found));
    }

    private static string Say(HttpContext context, string code, string path, string found)
    {
        var said = context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>()[code, path, found];
        return said.ResourceNotFound ? $"{code} {path}" : said.Value;
    }
}
