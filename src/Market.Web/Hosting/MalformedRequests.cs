using System.Text.Json;
using Market.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace Market.Web.Hosting;

/// <summary>Requests that cannot be read: what and where, in the caller's language.</summary>
internal static class MalformedRequests
{
    /// <summary>The body as a whole, as in a JSON path.</summary>
    private const string Whole = "$";

    public static IActionResult Answer(ActionContext context) =>
        Problems.Result(Document(context.HttpContext, context.ModelState.Where(x => x.Value!.Errors.Count > 0 && x.Key is not "").Select(x => x.Key)));

    /// <param name="fields">Members as a parser or a model names them; only which they are is told on, because a parser's own words say more about the parser than about the request.</param>
    public static ProblemDetails Document(HttpContext context, IEnumerable<string> fields)
    {
        var problem = Problems.Document(context, StatusCodes.Status400BadRequest, "request.malformed", context.RequestServices.GetRequiredService<IStringLocalizer<Refusals>>()["request.malformed"].Value);
        var names = fields.Select(Name).Distinct().ToArray();
        problem.Extensions["fields"] = names.Length > 1 ? names.Where(x => x != Whole).ToArray() : names;
        return problem;
    }

    /// <summary>A member as the request spells it, e.g. <c>lines[0].quantity</c>.</summary>
    private static string Name(string key)
    {
        if (key.StartsWith("$.", StringComparison.Ordinal)) return key[2..];
        // The framework calls the body by the name its parameter happens to have.
        return key is "request" or "form" or "$" ? Whole : string.Join('.', key.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
    }

    /// <summary>Form fields that cannot be read say so in plain words; the key is looked up when shown.</summary>
    public static void UseSentences(this DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => "form.invalid");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "form.invalid");
        messages.SetUnknownValueIsInvalidAccessor(_ => "form.invalid");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "form.invalid");
        messages.SetValueIsInvalidAccessor(_ => "form.invalid");
        messages.SetValueMustBeANumberAccessor(_ => "form.number");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "form.number");
        messages.SetValueMustNotBeNullAccessor(_ => "form.missing");
        messages.SetMissingBindRequiredValueAccessor(_ => "form.missing");
        messages.SetMissingKeyOrValueAccessor(() => "form.missing");
    }
}
