using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Market.Catalog.Marks;
using Market.Kernel.Values;

namespace Market.Web.Api;

/// <summary>JSON as the API speaks it: camelCase, states in snake_case, unknown members refused.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.MaxDepth = 32;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new QuantityConverter());
        options.Converters.Add(new UtcConverter());
        options.Converters.Add(new BadgesConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    /// <summary><c>{"amount": 1250, "currency": "CNY"}</c> in fen.</summary>
    private sealed class MoneyConverter : JsonConverter<Money>
    {
        private sealed record Shape(long? Amount, string? Currency);

        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var shape = JsonSerializer.Deserialize<Shape>(ref reader, options);
            return shape is { Amount: { } fen, Currency: "CNY" } ? Money.Fen(fen) : throw new JsonException("An amount of money has amount (fen) and currency CNY.");
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("amount", value.Amount);
            writer.WriteString("currency", value.Currency);
            writer.WriteEndObject();
        }
    }

    /// <summary>A card's badges are the same list all day: they are written once and copied into every listing that shows them.</summary>
    private sealed class BadgesConverter : JsonConverter<IReadOnlyList<Badge>>
    {
        private readonly ConditionalWeakTable<IReadOnlyList<Badge>, byte[]> _written = [];

        public override IReadOnlyList<Badge> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new JsonException("Badges are computed, not sent.");

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<Badge> value, JsonSerializerOptions options) =>
            writer.WriteRawValue(_written.GetValue(value, x => JsonSerializer.SerializeToUtf8Bytes<Badge[]>([.. x], options)), skipInputValidation: true);
    }

    /// <summary><c>{"value": "2.5", "unit": "kg"}</c>, the value a decimal string.</summary>
    private sealed class QuantityConverter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string? value = null, unit = null;
            if (reader.TokenType != JsonTokenType.StartObject) throw Wrong();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ref var member = ref value;
                if (Is(reader, "unit")) member = ref unit;
                else if (!Is(reader, "value")) throw Wrong();
                if (member is not null || !reader.Read() || reader.TokenType != JsonTokenType.String) throw Wrong();
                member = reader.GetString();
            }
            return Units.TryParse(unit, out var known) && unit == known.Code() && Quantity.TryParse(value, known, out var quantity) ? quantity : throw Wrong();
        }

        /// <summary>Whatever its case, as every other member is read.</summary>
        private static bool Is(in Utf8JsonReader reader, string name) => reader.ValueTextEquals(name) || name.Equals(reader.GetString(), StringComparison.OrdinalIgnoreCase);

        private static JsonException Wrong() => new("A quantity has value (a decimal string) and unit, each once.");

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("value", value.ToString());
            writer.WriteString("unit", value.Unit.Code());
            writer.WriteEndObject();
        }
    }

    /// <summary>Instants are UTC, ISO 8601, with a Z.</summary>
    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset().UtcDateTime;

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DateTime.SpecifyKind(value, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
