using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Traceability.Lots;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>Forms that are filled in where there may be no network: each comes with a key and with the time at which it was filled in.</summary>
internal static class FieldForms
{
    /// <summary>Header of an answer to such a form or of its page: whose it is. What a phone keeps of one person it never shows to another.</summary>
    public const string PersonHeader = "Field-Person";

    /// <summary>Header that the script sends a kept form with: it wants to be answered in JSON.</summary>
    public const string KeptHeader = "Field-Kept";

    /// <summary>Fields that may differ when the same form is sent again.</summary>
    private static readonly string[] Wrapping = ["__RequestVerificationToken", "once", "at"];

    /// <summary>The party with the form's key and time, when it has them.</summary>
    /// <exception cref="RuleException"><c>field.key</c>, <c>field.time</c></exception>
    public static TraceParty Filled(this TraceParty party, HttpRequest request)
    {
        var (key, at) = request.Filled(party.PersonId);
        return party with { Key = key ?? party.Key, FilledAt = at ?? party.FilledAt };
    }

    /// <summary>The form's key and time; null when it has none.</summary>
    /// <param name="person">Who sent it.</param>
    /// <exception cref="RuleException"><c>field.key</c>, <c>field.time</c></exception>
    public static (OnceKey? Key, DateTime? At) Filled(this HttpRequest request, Guid person) =>
        request.HasFormContentType ? (Key(person, request, request.Form["once"].ToString()), Time(request.Form["at"].ToString())) : default;

    private static OnceKey? Key(Guid person, HttpRequest request, string once)
    {
        if (once.Length == 0) return null;
        if (once.Length > 64 || !once.All(char.IsAsciiLetterOrDigit)) throw new RuleException("field.key", "This form came damaged: open it again and fill it in once more.");
        var said = request.Form.Where(x => !Wrapping.Contains(x.Key, StringComparer.Ordinal)).OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => $"{x.Key}={string.Join('\u001f', x.Value.ToArray())}");
        var files = request.Form.Files.Select(x => $"{x.Name}={x.FileName} {x.Length}");
        return new(person, "field-" + once, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path}\n{string.Join('\u001e', said.Concat(files))}"))));
    }

    private static DateTime? Time(string at) => at.Length == 0 ? null
        : DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new RuleException("field.time", "The time at which this form was filled in cannot be read: open it again and fill it in once more.");
}

/// <summary>What became of a form that was kept on a phone.</summary>
/// <param name="Next">Where to look, when it was taken.</param>
/// <param name="Refusal">Why not, in the reader's language; empty when it was taken.</param>
public sealed record KeptFormAnswer(string Next, string Refusal);

/// <summary>Marks pages whose forms may be kept on a phone.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FieldPagesAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var http = context.HttpContext;
        if (http.User.TryCaller() is not { } caller) return;
        http.Response.Headers[FieldForms.PersonHeader] = caller.Id.ToString("N");
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.Headers.ContainsKey(FieldForms.KeptHeader)) context.Result = Answer(context);
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    private static IActionResult Answer(ResultExecutingContext context) => context.Result switch
    {
        RedirectResult led => new JsonResult(new KeptFormAnswer(led.Url, "")),
        ViewResult => Refused(StatusCodes.Status409Conflict, string.Join(' ', context.ModelState.Values.SelectMany(x => x.Errors).Select(x => Words(context)[x.ErrorMessage].Value))),
        NotFoundResult => Refused(StatusCodes.Status404NotFound, Words(context)["field.gone"]),
        var other => other,
    };

    private static JsonResult Refused(int status, string sentence) => new(new KeptFormAnswer("", sentence)) { StatusCode = status };

    private static IStringLocalizer<Words> Words(ResultExecutingContext context) => context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Words>>();
}
