using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Market.Orders.Sourcing.Matching.Plans;

namespace Market.Orders.Sourcing.Matching.Reading;

/// <summary>The plan as it is stored and printed: members in the order of the record, amounts in grams, money in millionths of a fen unless the name says fen.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    public static byte[] Write(MatchPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, Options);

    public static void Write(Stream output, MatchPlan plan) => JsonSerializer.Serialize(output, plan, Options);

    /// <exception cref="JsonException">Not what <see cref="Write(MatchPlan)"/> wrote.</exception>
    public static MatchPlan Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<MatchPlan>(json, Options) ?? throw new JsonException("no plan");
}
