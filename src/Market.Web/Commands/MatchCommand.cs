using System.Globalization;
using System.Resources;
using System.Text.Json;
using Market.Kernel;
using Market.Orders.Sourcing.Matching;
using Market.Orders.Sourcing.Matching.Plans;
using Market.Orders.Sourcing.Matching.Reading;
using Market.Web.Shared;

namespace Market.Web.Commands;

/// <summary>./market match FILE: a market from a file, its plan on standard output; no database.</summary>
internal static class MatchCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "FILE|- [--format orlib-cap] [--rounds N] [--seed N]";

    private static readonly ResourceManager Sentences = new("Market.Web.Resources.Shared.Refusals", typeof(Refusals).Assembly);

    /// <returns>0 when there is a plan, 1 when its checker found something, 2 when called wrongly or for a file that cannot be read or is refused.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (asked, wrong) = Read(args);
        if (asked is null) return Fail(wrong + "\nusage: match " + Words);
        if (asked.File != "-" && !File.Exists(asked.File)) return Fail($"There is no file {asked.File}.");
        try
        {
            return await MatchAsync(asked, await BytesAsync(asked.File));
        }
        catch (RuleException refusal)
        {
            return Fail($"{refusal.Code} {(refusal.Field.Length == 0 ? "/" : refusal.Field)}\n{Sentence(refusal, "zh-CN")}\n{Sentence(refusal, "en")}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Fail($"{asked.File} cannot be read: {failure.Message}");
        }
    }

    private static async Task<int> MatchAsync(MatchQuestion asked, byte[] file)
    {
        var library = asked.OrLibrary ? OrLibrary.Read(file) : null;
        var options = new MatchOptions { RoundsPerLine = asked.Rounds, Seed = asked.Seed, Explain = !asked.OrLibrary };
        var plan = await Task.Run(() => Matcher.Match(library?.Problem ?? ProblemJson.Read(file), options));
        await using var output = Console.OpenStandardOutput();
        if (library is null) PlanJson.Write(output, plan);
        else await JsonSerializer.SerializeAsync(output, Answer(library, plan), JsonSerializerOptions.Web);
        output.WriteByte((byte)'\n');
        return plan.Violations.Count == 0 ? 0 : 1;
    }

    /// <summary>In the file's own units.</summary>
    private static object Answer(OrLibrary library, MatchPlan plan) => new
    {
        plan.Hash,
        plan.Fill,
        cost = library.Cost(plan),
        open = plan.Awards.Select(x => x.Offer).Distinct().Order(StringComparer.Ordinal),
        shares = plan.Awards.Select(x => new { customer = x.Line, facility = x.Offer, share = library.Share(x) }),
        plan.Unfilled,
        plan.Violations,
    };

    private static async Task<byte[]> BytesAsync(string file)
    {
        if (file != "-") return await File.ReadAllBytesAsync(file);
        using var bytes = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static string Sentence(RuleException refusal, string language) =>
        Sentences.GetString(refusal.Code, CultureInfo.GetCultureInfo(language)) is { } sentence ? string.Format(CultureInfo.InvariantCulture, sentence, [.. refusal.Args]) : refusal.Message;

    private static (MatchQuestion? Asked, string Wrong) Read(string[] args)
    {
        var asked = new MatchQuestion("", false, null, 0);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--format" or "--rounds" or "--seed" && i + 1 == args.Length) return (null, $"{args[i]} wants a word behind it.");
            if (args[i] is "--format")
            {
                if (args[++i] != "orlib-cap") return (null, $"There is no format {args[i]}.");
                asked = asked with { OrLibrary = true };
            }
            else if (args[i] is "--rounds" && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds <= 1_000_000) (asked, i) = (asked with { Rounds = rounds }, i + 1);
            else if (args[i] is "--seed" && long.TryParse(args[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)) (asked, i) = (asked with { Seed = seed }, i + 1);
            else if (asked.File.Length > 0 || args[i].StartsWith("--", StringComparison.Ordinal)) return (null, $"{args[i]} means nothing here.");
            else asked = asked with { File = args[i] };
        }
        return asked.File.Length == 0 ? (null, "Which file?") : (asked, "");
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return CommandLine.Wrong;
    }

    private sealed record MatchQuestion(string File, bool OrLibrary, int? Rounds, long Seed);
}
