using System.Collections;
using System.Globalization;
using System.Resources;
using Market.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;

namespace Market.Web.Features.Docs;

/// <summary>A refusal's code and its sentence in both languages; {0} and {1} stand for values.</summary>
public sealed record ApiRefusal(string Code, string Chinese, string English);

public sealed record DocsPage(IReadOnlyList<ApiGroup> Groups, IReadOnlyList<ApiShape> Shapes, IReadOnlyList<ApiRefusal> Refusals);

/// <summary>The reference of the API, made from the document the program itself publishes.</summary>
[AllowAnonymous]
public sealed class DocsController([FromKeyedServices("v1")] IOpenApiDocumentProvider documents) : Controller
{
    private static readonly ResourceManager Sentences = new("Market.Web.Resources.Shared.Refusals", typeof(Refusals).Assembly);

    [HttpGet("/docs")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var document = await documents.GetOpenApiDocumentAsync(ct);
        return View(new DocsPage(ApiReference.Groups(document), ApiReference.Shapes(document), RefusalsInBothLanguages()));
    }

    private static List<ApiRefusal> RefusalsInBothLanguages()
    {
        var english = CultureInfo.GetCultureInfo("en");
        return [.. Sentences.GetResourceSet(CultureInfo.InvariantCulture, true, true)!.Cast<DictionaryEntry>()
            .Select(x => new ApiRefusal((string)x.Key, (string)x.Value!, Sentences.GetString((string)x.Key, english)!)).OrderBy(x => x.Code, StringComparer.Ordinal)];
    }
}
