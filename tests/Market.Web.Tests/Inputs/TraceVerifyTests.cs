using System.Data.Common;
using Market.Web.Tests.Inputs.Support;
using Market.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace Market.Web.Tests.Inputs;

/// <summary>The verifier is believed because it finds what was broken on purpose: one row of lots, events or log at a time.</summary>
[Collection(InputTests.Name)]
public sealed class TraceVerifyTests(AttackedSite site)
{
    [Theory]
    [InlineData("every published checkpoint is a beginning", "UPDATE trace_log_leaves SET SaltedHash = {0} WHERE `Index` = 0", "SELECT SaltedHash FROM trace_log_leaves WHERE `Index` = 0", "'0000000000000000000000000000000000000000000000000000000000000000'")]
    [InlineData("no leaf of a lot's chain is missing", "UPDATE trace_log_leaves SET Sequence = {0} WHERE `Index` = 1", "SELECT Sequence FROM trace_log_leaves WHERE `Index` = 1", "9999")]
    [InlineData("each leaf of a chain names", "UPDATE trace_log_leaves SET Previous = {0} WHERE `Index` = 1", "SELECT Previous FROM trace_log_leaves WHERE `Index` = 1", "'1111111111111111111111111111111111111111111111111111111111111111'")]
    [InlineData("every published checkpoint is a beginning", "UPDATE trace_log_checkpoints SET Note = {0} WHERE Size = (SELECT s FROM (SELECT MIN(Size) s FROM trace_log_checkpoints) x)", "SELECT Note FROM trace_log_checkpoints ORDER BY Size LIMIT 1", "'a\nb\nc\n'")]
    [InlineData("no transformation of lots", "UPDATE trace_event_keys SET Grams = {0} WHERE Seq = (SELECT s FROM (SELECT MIN(Seq) s FROM trace_event_keys WHERE Role = 'Output') x) AND Role = 'Output'", "SELECT Grams FROM trace_event_keys WHERE Role = 'Output' ORDER BY Seq LIMIT 1", "99999999999")]
    [InlineData("no lot has given away more", "UPDATE trace_lots SET ShippedGrams = {0} WHERE Code = (SELECT c FROM (SELECT MIN(Code) c FROM trace_lots) x)", "SELECT ShippedGrams FROM trace_lots ORDER BY Code LIMIT 1", "99999999999")]
    [InlineData("what waits to be checked", "UPDATE trace_lots SET UncheckedGrams = {0} WHERE Code = (SELECT c FROM (SELECT MIN(Code) c FROM trace_lots) x)", "SELECT UncheckedGrams FROM trace_lots ORDER BY Code LIMIT 1", "99999999999")]
    [InlineData("the log's places run from 0", "UPDATE trace_log_leaves SET `Index` = {0} WHERE Hash = (SELECT h FROM (SELECT MAX(Hash) h FROM trace_log_leaves) x)", "SELECT `Index` FROM trace_log_leaves ORDER BY Hash DESC LIMIT 1", "999999999")]
    [InlineData("every event of a lot has its leaf", "UPDATE trace_log_leaves SET EventSeq = {0} WHERE `Index` = 1", "SELECT EventSeq FROM trace_log_leaves WHERE `Index` = 1", "999999999")]
    public async Task Something_changed_behind_the_programs_back_is_found(string rule, string change, string read, string value)
    {
        await Wait.ForAsync(async () => await AskAsync("SELECT COUNT(*) FROM trace_log_queue") is "0", "the log");
        var before = await AskAsync(read);

        await AskAsync(change.Replace("{0}", value, StringComparison.Ordinal));
        var broken = await site.BrokenAsync();
        await AskAsync(change.Replace("{0}", long.TryParse(before, out _) ? before : $"'{before}'", StringComparison.Ordinal));

        Assert.Contains(broken, x => x.Key == "I10" && x.Says.StartsWith(rule, StringComparison.Ordinal));
        await site.VerifyAsync();
    }

    /// <summary>A log that does not sign any more, because what it published is not its own: what waits is found after a minute, and goes on afterwards.</summary>
    [Fact]
    public async Task Events_that_do_not_enter_the_log_are_found_after_a_minute()
    {
        var lot = await AskAsync("SELECT Code FROM trace_lots WHERE State = 'Open' ORDER BY Code LIMIT 1");
        await Wait.ForAsync(async () => await AskAsync("SELECT COUNT(*) FROM trace_log_queue") is "0", "the log");
        await Task.Delay(TimeSpan.FromSeconds(1));
        var published = Path.Combine(site.Database.Folder, "log", "checkpoint");
        var before = await File.ReadAllBytesAsync(published);

        await File.WriteAllTextAsync(published, "nobody signed this");
        var inspected = await site.As("inspector").PostAsync($"/api/v1/lots/{lot}/inspections", new { lab = "区检测中心", result = "12 项", conformant = true });
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (soon, late) = (await ThenAsync(now.AddSeconds(5)), await ThenAsync(now.AddSeconds(75)));
        await File.WriteAllBytesAsync(published, before);

        Assert.Equal(204, inspected.Status);
        Assert.DoesNotContain(soon, IsLate);
        Assert.Contains(late, IsLate);
        await Wait.ForAsync(async () => await AskAsync("SELECT COUNT(*) FROM trace_log_queue") is "0", "the log again");
        await site.VerifyAsync();

        static bool IsLate(Market.Verify.Violation x) => x.Key == "I10" && x.Says.StartsWith("every event of a lot enters the log", StringComparison.Ordinal);
    }

    /// <summary>What the verifier would find at that time.</summary>
    private async Task<IReadOnlyList<Market.Verify.Violation>> ThenAsync(DateTime at) => await new Market.Verify.Verifier(new(site.Database.Folder, site.Database.MySql), at).RunAsync();

    /// <summary>A recall that nobody else approved, and whose lots nobody stopped.</summary>
    [Fact]
    public async Task A_recall_approved_behind_the_programs_back_is_found()
    {
        var recall = await site.As("inspector").PostAsync("/api/v1/recalls", new { lots = new[] { await AskAsync("SELECT Code FROM trace_lots WHERE State = 'Open' ORDER BY Code DESC LIMIT 1") }, @class = "iii", reason = "查" });
        var number = recall["number"]!.GetValue<string>();
        var before = await AskAsync($"SELECT State FROM trace_recalls WHERE Number = '{number}'");

        await AskAsync($"UPDATE trace_recalls SET State = 'Approved' WHERE Number = '{number}'");
        var broken = await site.BrokenAsync();
        await AskAsync($"UPDATE trace_recalls SET State = '{before}' WHERE Number = '{number}'");

        Assert.Contains(broken, x => x.Key == "I10" && x.Says.StartsWith("every lot of a recall", StringComparison.Ordinal));
        Assert.Contains(broken, x => x.Key == "I10" && x.Says.StartsWith("no recall is approved by who", StringComparison.Ordinal));
        await site.VerifyAsync();
    }

    /// <summary>Writes past the program, or reads one value.</summary>
    private async Task<string> AskAsync(string sql)
    {
        await using DbConnection connection = site.Database.MySql is { } server ? new MySqlConnection(server) : new SqliteConnection($"Data Source={Path.Combine(site.Database.Folder, "trace.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
