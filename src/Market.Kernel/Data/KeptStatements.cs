using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Market.Kernel.Data;

/// <summary>Statements for many short transactions on one connection that stays open: SQLite reads and plans each of them once, not at every use.</summary>
/// <param name="db">Its transaction is open whenever a statement is asked for. One task at a time.</param>
public sealed class KeptStatements(DbContext db) : IDisposable
{
    /// <summary>Lists are filled up to a power of this, so that a few statements do for lists of all lengths.</summary>
    private const int Step = 4;

    private readonly Dictionary<(string Text, int Values), DbCommand> commands = [];

    private readonly bool here = db.Database.IsSqlite();

    /// <summary>Where the statements run.</summary>
    public DbContext Db => db;

    /// <summary>A statement about a list of values, ready to be run.</summary>
    /// <param name="text">SQL with <c>{0}</c> where the list stands, in <c>IN ({0})</c>: values that occur twice must not matter. Always with values of the same type.</param>
    /// <param name="values">At least one.</param>
    /// <param name="since">The moment that <c>@since</c> stands for, where the text has one.</param>
    public DbCommand About<T>(string text, IReadOnlyList<T> values, DateTime? since = null) where T : notnull
    {
        // SQLite finds parameters by their names, one by one: a list of numbers is one of them.
        if (values is IReadOnlyList<long> numbers && here) return Filled(text, "SELECT value FROM json_each(@p0)", [$"[{string.Join(',', numbers)}]"], since);
        var length = 1;
        while (length < values.Count) length *= Step;
        return Filled(text, string.Join(',', Enumerable.Range(0, length).Select(x => $"@p{x}")), [.. Enumerable.Range(0, length).Select(x => (object)values[Math.Min(x, values.Count - 1)])], since);
    }

    /// <summary>The statement kept under a name and a number of values, in the transaction that is open.</summary>
    internal DbCommand Of(string name, int values, Func<DbCommand> make)
    {
        if (!commands.TryGetValue((name, values), out var command)) commands[(name, values)] = command = make();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private DbCommand Filled(string text, string list, object[] values, DateTime? since)
    {
        var command = Of(text, values.Length, () =>
        {
            var made = db.Database.GetDbConnection().CreateCommand();
            made.CommandText = string.Format(CultureInfo.InvariantCulture, text, list);
            foreach (var name in Enumerable.Range(0, values.Length).Select(x => $"@p{x}").Concat(since is null ? [] : ["@since"]))
            {
                var parameter = made.CreateParameter();
                parameter.ParameterName = name;
                made.Parameters.Add(parameter);
            }
            return made;
        });
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        if (since is { } moment) command.Parameters[values.Length].Value = moment;
        return command;
    }

    /// <summary>Forgets the statements; the connection stays as it is.</summary>
    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        commands.Clear();
    }
}
