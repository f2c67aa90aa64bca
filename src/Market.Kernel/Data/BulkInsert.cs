using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Market.Kernel.Data;

/// <summary>Writes many new rows of one table with few statements and without tracking them.</summary>
/// <remarks>Columns, names and conversions come from the model, so both providers store what saving through the context would.</remarks>
public static class BulkInsert
{
    /// <summary>SQLite looks parameters up one by one: measured, two to four rows a statement are the cheapest, thirty cost half as much again for each row.</summary>
    private const int InProcess = 24;

    /// <summary>A server is far away: each statement is a way there and back.</summary>
    private const int AcrossTheWire = 2_000;

    private static readonly ConcurrentDictionary<IEntityType, List<Column>> Known = new();

    /// <summary>Small statements by verb, table and number of rows: a few for each table.</summary>
    private static readonly ConcurrentDictionary<(string, IEntityType, int), string> Texts = new();

    /// <param name="Field">The property.</param>
    /// <param name="Max">Longest text, characters.</param>
    private sealed record Column(string Name, RelationalTypeMapping Mapping, Func<object, object?> Read, string Field, int Max);

    /// <summary>Inserts entities; the caller's transaction must be open.</summary>
    /// <exception cref="RuleException"><c>field.too_long</c></exception>
    public static Task BulkInsertAsync<T>(this DbContext db, IReadOnlyList<T> rows, CancellationToken ct) where T : class => WriteAsync(db, null, "INSERT", rows, ct);

    /// <summary>Inserts entities by statements that are kept; the caller's transaction must be open.</summary>
    /// <exception cref="RuleException"><c>field.too_long</c></exception>
    public static Task BulkInsertAsync<T>(this KeptStatements kept, IReadOnlyList<T> rows, CancellationToken ct) where T : class => WriteAsync(kept.Db, kept, "INSERT", rows, ct);

    /// <summary>Inserts entities in place of those with the same key.</summary>
    public static Task BulkReplaceAsync<T>(this DbContext db, IReadOnlyList<T> rows, CancellationToken ct) where T : class => WriteAsync(db, null, "REPLACE", rows, ct);

    private static async Task WriteAsync<T>(DbContext db, KeptStatements? kept, string verb, IReadOnlyList<T> rows, CancellationToken ct) where T : class
    {
        if (rows.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = Known.GetOrAdd(type, Columns);
        var perStatement = Math.Min(rows.Count, Math.Max(1, (db.Database.GetDbConnection() is SqliteConnection ? InProcess : AcrossTheWire) / columns.Count));
        for (var start = 0; start < rows.Count;)
        {
            var some = Math.Min(perStatement, rows.Count - start);
            var keep = IsSmall(some, columns) ? kept : null;
            var command = keep?.Of(type.Name, some, () => Command(db, verb, type, columns, some)) ?? Command(db, verb, type, columns, some);
            try
            {
                for (; start + some <= rows.Count; start += some)
                {
                    Fill(command, columns, rows, start, some);
                    await command.ExecuteNonQueryAsync(ct);
                }
            }
            finally
            {
                if (keep is null) await command.DisposeAsync();
            }
        }
    }

    /// <summary>Of these there are few for each table.</summary>
    private static bool IsSmall(int rows, List<Column> columns) => rows == 1 || rows * columns.Count <= InProcess;

    private static List<Column> Columns(IEntityType type)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        // The version of a new aggregate is 0: the only column without a property of its own.
        return [.. type.GetProperties().Select(x => new Column(x.GetColumnName(table)!, x.GetRelationalTypeMapping(), x.IsShadowProperty() ? _ => 0L : x.GetGetter().GetClrValue, x.Name, x.GetMaxLength() ?? int.MaxValue))];
    }

    private static DbCommand Command(DbContext db, string verb, IEntityType type, List<Column> columns, int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        // A server's provider takes values by their place, and finding thousands of names costs it a fifth of the statement; SQLite's knows them by name only.
        for (var i = 0; i < rows * columns.Count; i++) command.Parameters.Add(columns[i % columns.Count].Mapping.CreateParameter(command, command is SqliteCommand ? $"@p{i}" : "", null, nullable: true));
        command.CommandText = IsSmall(rows, columns) ? Texts.GetOrAdd((verb, type, rows), _ => Text()) : Text();
        return command;

        string Text() => Statement(db.GetService<ISqlGenerationHelper>(), verb, type, columns, rows, named: command is SqliteCommand);
    }

    private static string Statement(ISqlGenerationHelper names, string verb, IEntityType type, List<Column> columns, int rows, bool named)
    {
        var values = Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select((_, i) => named ? $"@p{row * columns.Count + i}" : "?"))})");
        return $"{verb} INTO {names.DelimitIdentifier(type.GetTableName()!)} ({string.Join(", ", columns.Select(x => names.DelimitIdentifier(x.Name)))}) VALUES {string.Join(", ", values)}";
    }

    private static void Fill<T>(DbCommand command, List<Column> columns, IReadOnlyList<T> rows, int start, int count) where T : class
    {
        for (var row = 0; row < count; row++)
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].Read(rows[start + row]);
                if (value is string text && text.Length > columns[i].Max) throw TextLengths.TooLong(columns[i].Field, columns[i].Max);
                if (value is not null && columns[i].Mapping.Converter is { } converter) value = converter.ConvertToProvider(value);
                command.Parameters[row * columns.Count + i].Value = value ?? DBNull.Value;
            }
    }
}
