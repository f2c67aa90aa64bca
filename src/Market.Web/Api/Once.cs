using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Market.Kernel;
using Market.Kernel.Data;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Market.Web.Api;

/// <summary>The Idempotency-Key header: required on every POST that creates or moves money or stock.</summary>
internal static class Once
{
    /// <param name="body">The request as it was understood: the same key with another one is refused.</param>
    /// <exception cref="RuleException"><c>idempotency.key_missing</c></exception>
    public static OnceKey Key(this ControllerBase controller, object? body) => Key(controller.HttpContext, body);

    /// <summary>The same where the header may be left out.</summary>
    /// <returns>null without the header.</returns>
    /// <exception cref="RuleException"><c>idempotency.key_missing</c>: it is there, but too long.</exception>
    public static OnceKey? KeyIfAny(this ControllerBase controller, object? body) => controller.Request.Headers.ContainsKey("Idempotency-Key") ? Key(controller.HttpContext, body) : null;

    /// <inheritdoc cref="Key(ControllerBase, object?)"/>
    public static OnceKey Key(HttpContext context, object? body)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is < 1 or > 100 || key.Any(char.IsControl))
            throw new RuleException("idempotency.key_missing", "Send an Idempotency-Key header of 1 to 100 characters.");
        var text = $"{context.Request.Method} {context.Request.Path}\n{JsonSerializer.Serialize(body)}";
        return new(context.User.CallerId(), key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
