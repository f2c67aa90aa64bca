namespace Market.Web.Hosting.Pages;

/// <summary>Renders a page so that it can be kept.</summary>
internal static class PageCapture
{
    /// <returns>null when the answer was not a page to keep; it is then already sent as it came.</returns>
    public static async Task<KeptPage?> RunAsync(HttpContext context, PageMoment begun, RequestDelegate next)
    {
        var response = context.Response;
        var body = response.Body;
        using var captured = new MemoryStream();
        response.Body = captured;
        context.Items[PublicPages.Capturing] = true;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
            context.Items.Remove(PublicPages.Capturing);
        }
        if (response.StatusCode == StatusCodes.Status200OK && response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true && response.Headers.SetCookie.Count == 0)
            return new(captured.GetBuffer().AsSpan(0, (int)captured.Length), begun, response.Headers.ContentLanguage.ToString());
        captured.Position = 0;
        await captured.CopyToAsync(body, context.RequestAborted);
        return null;
    }
}
