using System.Globalization;
using System.Text.Json;
using Market.Catalog.Cooperatives;
using Market.Catalog.Imports;
using Market.Catalog.Products;
using Market.Kernel;

namespace Market.Web.Commands;

/// <summary>./market import FILE --cooperative SLUG: a price list without the pages, by the same rules.</summary>
internal static class ImportCommand
{
    /// <summary>What follows the command's name.</summary>
    public const string Words = "FILE --cooperative SLUG [--mapping JSON] [--dry-run] [--json]";

    /// <returns>0 when every row was taken, 1 when some were rejected or the file was refused, 2 when called wrongly, for a file or a cooperative that is not there.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal) || Value(args, "--cooperative") is not { } slug) return Fail("usage: import " + Words, CommandLine.Wrong);
        if (!File.Exists(args[0])) return Fail($"There is no file {args[0]}.", CommandLine.Wrong);
        await using var services = MigrateCommand.Services(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<CooperativeRegistry>().FindAsync(slug, CancellationToken.None) is not { Card.Id: var cooperative }) return Fail($"There is no cooperative {slug}.", CommandLine.Wrong);
        try
        {
            var desk = scope.ServiceProvider.GetRequiredService<ImportDesk>();
            var id = await desk.StartAsync(cooperative, new(Path.GetFileName(args[0]), await File.ReadAllBytesAsync(args[0]), Value(args, "--mapping"), args.Contains("--dry-run")),
                new Lister(Guid.Empty, [cooperative]), CancellationToken.None);
            return Report(await WatchAsync(services, desk, id, cooperative), await desk.ErrorsAsync(id, [cooperative], 1, CancellationToken.None), args.Contains("--json"));
        }
        catch (RuleException refusal)
        {
            return Fail($"{refusal.Code}: {refusal.Message}", 1);
        }
    }

    /// <summary>Works through the queue until this import is at its end: here, or in a shop that runs beside.</summary>
    private static async Task<ImportView> WatchAsync(ServiceProvider services, ImportDesk desk, Guid id, Guid cooperative)
    {
        while (true)
        {
            var worked = await services.GetRequiredService<ImportWorker>().RunNextAsync(CancellationToken.None);
            var import = (await desk.FindAsync(id, [cooperative], CancellationToken.None))!;
            if (import.State is ImportState.Done or ImportState.Failed or ImportState.Cancelled) return import;
            if (!worked) await Task.Delay(500);
        }
    }

    private static int Report(ImportView import, IReadOnlyList<ImportRowError> errors, bool json)
    {
        var done = import is { State: ImportState.Done, Rejected: 0 };
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { ok = done, state = import.State.ToString().ToLowerInvariant(), import.Rows, import.Created, import.Updated, import.Unchanged, import.Rejected, failure = import.Failure?.Code, errors }, JsonSerializerOptions.Web));
            return done ? 0 : 1;
        }
        if (import.Failure is { } failure) Console.WriteLine($"{failure.Code}: {failure.Message}");
        foreach (var error in errors) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"row {error.Row} {error.Column}: {error.Code} {error.Message}"));
        if (import.Rejected > errors.Count) Console.WriteLine($"... the first {errors.Count} of {import.Rejected}");
        Console.WriteLine($"{import.Rows} rows: {import.Created} created, {import.Updated} updated, {import.Unchanged} unchanged, {import.Rejected} rejected");
        return done ? 0 : 1;
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is var i and >= 0 && i + 1 < args.Length ? args[i + 1] : null;

    private static int Fail(string message, int code)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
