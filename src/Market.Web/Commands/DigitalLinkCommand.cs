using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Market.Traceability.DigitalLink;

namespace Market.Web.Commands;

/// <summary>./market digital-link: addresses of GS1 keys taken apart and put together, line by line.</summary>
internal static class DigitalLinkCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "parse|generate [--zero-suppressed] [--alpha] [--unknown-ai]";

    private const string ZeroSuppressed = "--zero-suppressed", Alpha = "--alpha", UnknownAi = "--unknown-ai";

    /// <summary>Everything is text of URIs and GS1's characters: escapes for web pages would only hide it.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 when every line was taken, 1 when some were refused, 2 when called wrongly.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["parse" or "generate", .. var flags] || flags.Except([ZeroSuppressed, Alpha, UnknownAi]).Any())
        {
            Console.Error.WriteLine("usage: digital-link " + Words);
            return CommandLine.Wrong;
        }
        var options = new DigitalLinkOptions
        {
            ZeroSuppressedGtin = flags.Contains(ZeroSuppressed),
            ConvenienceAlphas = flags.Contains(Alpha),
            PermitUnknownAis = flags.Contains(UnknownAi),
            UnknownAiAsAttribute = flags.Contains(UnknownAi),
        };
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var refused = false;
        while (await input.ReadLineAsync() is { } line)
        {
            var error = args[0] == "parse" ? Parse(line, options, out var answer) : Generate(line, options, out answer);
            refused |= error is not null;
            await output.WriteLineAsync(JsonSerializer.Serialize(error is null ? answer : new { error = error.Code, message = error.Message }, Json));
        }
        return refused ? 1 : 0;
    }

    private static DigitalLinkError? Parse(string line, DigitalLinkOptions options, out object? answer)
    {
        answer = DigitalLinkUri.TryParse(line, options, out var link, out var error) ? new { ais = new OrderedDictionary<string, string>(link.Elements.Select(x => KeyValuePair.Create(x.Ai, x.Value))) } : null;
        return error;
    }

    private static DigitalLinkError? Generate(string line, DigitalLinkOptions options, out object? answer)
    {
        answer = ElementStrings.TryParseBracketed(line, options, out var elements, out var error) && DigitalLinkUri.TryWrite(elements, options, out var uri, out error) ? new { uri } : null;
        return error;
    }
}
