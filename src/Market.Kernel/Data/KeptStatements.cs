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

    /// <summary>Where the statements run.</summary>
    public DbContext Db => db;

    /// <summary>A statement about a list of values, ready to be run.</summary>
    /// <param name="text">SQL with <c>{0}</c> where the list stands, in <c>IN ({0})</c>: values that occur twice must not matter.</param>
    /// <param name="values">At least one.</param>
    public DbCommand About<T>(string text, IReadOnlyList<T> values) where T : notnull
    {
        // SQLite finds parameters by their names, one by one: a list of numbers is one of them.
        if (values is IReadOnlyList<long> numbers && db.Database.IsSqlite()) return OneParameter(text, $"[{string.Join(',', numbers)}]");
        var length = 1;
        while (length < values.Count) length *= Step;
        var command = Of(text, length, () => Listing(text, length));
        for (var i = 0; i < length; i++) command.Parameters[i].Value = values[Math.Min(i, values.Count - 1)];
        return command;
    }

    private DbCommand OneParameter(string text, string json)
    {
        var command = Of(text, 0, () =>
        {
            var made = Listing(text, 1);
            made.CommandText = string.Format(CultureInfo.InvariantCulture, text, "SELECT value FROM json_each(@p0)");
            return made;
        });
        command.Parameters[0].Value = json;
        return command;
    }

    /// <summary>The statement kept under a name and a number of values, in the transaction that is open.</summary>
    internal DbCommand Of(string name, int values, Func<DbCommand> make)
    {
        if (!commands.TryGetValue((name, values), out var command)) commands[(name, values)] = command = make();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return command;
    }

    private DbCommand Listing(string text, int length)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        for (var i = 0; i < length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            command.Parameters.Add(parameter);
        }
        command.CommandText = string.Format(CultureInfo.InvariantCulture, text, string.Join(',', command.Parameters.Cast<DbParameter>().Select(x => x.ParameterName)));
        return command;
    }

    /// <summary>Forgets the statements; the connection stays as it is.</summary>
    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        commands.Clear();
    }
}
