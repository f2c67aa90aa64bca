using System.Globalization;
using Market.Catalog.People;
using Market.Traceability.Epcis;
using Market.Traceability.Hooks;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Market.Web.Epcis;

/// <summary>One page of a list.</summary>
/// <param name="Token">What the page before gave; null for the first.</param>
internal sealed record EpcisPage(int PerPage, string? Token)
{
    /// <summary>The token as a number of members to leave out.</summary>
    /// <exception cref="QueryParameterException">It is not ours.</exception>
    public int Skip => Token is null ? 0 : int.TryParse(Token, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : throw new QueryParameterException("nextPageToken", Token);
}

/// <summary>What a request of the EPCIS interface says about itself.</summary>
internal static class EpcisRequest
{
    /// <summary>Members of a page unless asked for otherwise.</summary>
    private const int Shown = 30;

    private static readonly string[] Sent = ["application/json", "application/ld+json", "application/xml", "text/xml"];

    /// <summary>Parameters of a query; several of one name are alternatives.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(this HttpRequest request) =>
        request.Query.Where(x => x.Key is not ("perPage" or "nextPageToken")).Select(x => new KeyValuePair<string, string>(x.Key, string.Join('|', x.Value.ToArray())));

    /// <exception cref="QueryParameterException">perPage is no number from 1.</exception>
    public static EpcisPage Page(this HttpRequest request)
    {
        var token = request.Query["nextPageToken"].ToString();
        var asked = request.Query["perPage"].ToString();
        var perPage = asked is "" ? Shown : int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? Math.Min(count, EventReads.MostPerPage) : throw new QueryParameterException("perPage", asked);
        return new(perPage, token is "" ? null : token);
    }

    /// <summary>Says where the next page is.</summary>
    public static void NextPage(this ControllerBase controller, string token)
    {
        var query = controller.Request.Query.Where(x => x.Key != "nextPageToken").SelectMany(x => x.Value, (x, value) => new KeyValuePair<string, string?>(x.Key, value)).Append(new("nextPageToken", token));
        controller.Response.Headers.Link = $"<{controller.Request.PathBase}{controller.Request.Path.ToUriComponent()}{QueryHelpers.AddQueryString("", query)}>; rel=\"next\"";
    }

    /// <summary>How the answer is to be written.</summary>
    /// <param name="header">The header that asks for what we do not give.</param>
    /// <returns>null for an answer we do not give.</returns>
    public static EventForm? Form(this HttpRequest request, out string header)
    {
        var format = EpcFormat.AsStored;
        header = "GS1-EPC-Format";
        if (request.Headers["GS1-EPC-Format"] is [{ } asked] && !EpcForm.TryParse(asked, out format)) return null;
        header = "GS1-CBV-XML-Format";
        var words = request.Headers[header].ToString();
        if (words is not ("" or "No_Preference" or "Always_Web_URI" or "Always_URN" or "Never_Translates")) return null;
        header = "Accept";
        return Xml(request) is { } xml ? new EventForm(new EpcForm { Format = format, WebUris = words == "Always_Web_URI" }, xml) : null;
    }

    private static bool? Xml(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0) return false;
        foreach (var each in request.GetTypedHeaders().Accept.Where(x => x.Quality is not 0).OrderByDescending(x => x.Quality ?? 1))
            switch (each.MediaType.Value)
            {
                case "*/*" or "application/*" or "application/json" or "application/ld+json": return false;
                case "application/xml" or "text/xml" or "text/*": return true;
            }
        return null;
    }

    /// <summary>The document that was sent.</summary>
    /// <returns>null when it is neither JSON nor XML, or packed.</returns>
    public static async Task<ReadOnlyMemory<byte>?> DocumentAsync(this HttpRequest request, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity")) return null;
        if (!Sent.Contains(request.GetTypedHeaders().ContentType?.MediaType.Value, StringComparer.OrdinalIgnoreCase)) return null;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <summary>A value in the address, with what the router leaves escaped: the slash.</summary>
    public static string Slashed(string value) => value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Organisations for which the caller captures.</summary>
    public static IReadOnlyCollection<Guid> Own(this ControllerBase controller) => controller.User.Caller().In(Role.Manager, Role.Clerk, Role.Receiver);

    /// <summary>Organisations whose events the caller sees; null for everybody's: inspectors and offices.</summary>
    public static IReadOnlyCollection<Guid>? Owners(this ControllerBase controller) => controller.User.Caller().Is(Role.Inspector, Role.Office, Role.Admin) ? null : controller.Own();

    /// <summary>Whose queries the caller keeps: the organisation's, or the own ones of somebody of the district.</summary>
    public static QueryParty Querier(this ControllerBase controller) => controller.Owners() is null ? new(controller.User.CallerId(), true) : new(controller.Own().First(), false);

    public static CaptureParty Party(this ControllerBase controller) => new(controller.User.CallerId(), controller.Own().Select(x => (Guid?)x).FirstOrDefault());
}
