using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Market.Kernel;
using Market.Kernel.Values;
using Market.Orders.Checkout;
using Market.Orders.Purchase;
using Market.Web.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Market.Web.Api;

public sealed record ReservationRequest([Required] Guid? OfferId, [Required] Quantity? Quantity);

/// <summary>Sets goods aside: all of it until <c>expiresAt</c>, or nothing.</summary>
/// <remarks>Not an action: when everybody wants one offer, the framework's way through an action is a fifth of the work (docs/adr/0006).</remarks>
internal sealed class SetAside(CheckoutCommitter committer, TimeProvider clock, IOptions<JsonOptions> json, ILogger<SetAside> log)
{
    private readonly JsonTypeInfo<ReservationRequest> _request = (JsonTypeInfo<ReservationRequest>)json.Value.SerializerOptions.GetTypeInfo(typeof(ReservationRequest));
    private readonly JsonTypeInfo<HoldView> _hold = (JsonTypeInfo<HoldView>)json.Value.SerializerOptions.GetTypeInfo(typeof(HoldView));

    public static void Map(WebApplication app)
    {
        RequestDelegate answer = ActivatorUtilities.CreateInstance<SetAside>(app.Services).AnswerAsync;
        // The API's document lists only what names its method.
        app.MapPost("/api/v1/reservations", answer).RequireAuthorization().WithTags("Reservations")
            .WithMetadata(answer.Method, new AcceptsMetadata([MediaTypeNames.Application.Json], typeof(ReservationRequest)), new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(HoldView), [MediaTypeNames.Application.Json]));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!IsJson(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        try
        {
            var request = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, _request, context.RequestAborted);
            if (request is not { OfferId: { } offer, Quantity: { } quantity })
            {
                await context.WriteAsync(MalformedRequests.Document(context, Missing(request)));
                return;
            }
            var key = Once.Key(context, request);
            if (quantity.Milli == 0) throw new RuleException("quantity.range", "Enter a quantity above zero.", "quantity");
            await SendAsync(context, await committer.SetAsideAsync(key.PrincipalId, new(offer, quantity), key, clock.GetUtcNow().UtcDateTime, context.RequestAborted));
        }
        catch (JsonException unreadable)
        {
            await context.WriteAsync(MalformedRequests.Document(context, [unreadable.Path ?? "$"]));
        }
        catch (Exception failure) when (Problems.Rule(failure) is { } rule)
        {
            log.LogInformation("Refused: {Code}", rule.Code);
            await context.WriteAsync(Problems.Refusal(context, rule));
        }
    }

    private async Task SendAsync(HttpContext context, HoldView hold)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(hold, _hold);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (StatusCodes.Status201Created, "application/json; charset=utf-8", body.Length);
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>JSON is UTF-8 (RFC 8259, 8.1), whether it says so or not.</summary>
    private static bool IsJson(HttpRequest request) => request.HasJsonContentType() &&
        HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Charset) is var charset && (!charset.HasValue || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Missing(ReservationRequest? request)
    {
        if (request is null) yield return "$";
        else
        {
            if (request.OfferId is null) yield return nameof(request.OfferId);
            if (request.Quantity is null) yield return nameof(request.Quantity);
        }
    }
}
