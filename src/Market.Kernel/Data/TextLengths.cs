using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Market.Kernel.Data;

/// <summary>
/// The last guard before the database: a text longer than its column is refused by name, on both providers. Without it
/// MySQL fails and SQLite, which ignores lengths, keeps what MySQL could never take.
/// </summary>
public sealed class TextLengths : SaveChangesInterceptor
{
    public static readonly TextLengths Instance = new();
    private static readonly ConditionalWeakTable<IEntityType, List<(IProperty Property, int Max)>> Limits = [];

    /// <inheritdoc/>
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context!);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    /// <exception cref="RuleException"><c>field.too_long</c>, with the column's name as the field and its length.</exception>
    private static void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(x => x.State is EntityState.Added or EntityState.Modified))
            foreach (var (property, max) in Limits.GetValue(entry.Metadata, Of))
                if (entry.CurrentValues[property] is string text && text.Length > max)
                    throw TooLong(property.Name, max);
    }

    /// <param name="max">Characters the column takes.</param>
    internal static RuleException TooLong(string property, int max) => new("field.too_long", "This text is too long.", char.ToLowerInvariant(property[0]) + property[1..], max);

    private static List<(IProperty, int)> Of(IEntityType type) =>
        [.. type.GetProperties().Where(x => x.ClrType == typeof(string) && x.GetMaxLength() is not null).Select(x => (x, x.GetMaxLength()!.Value))];
}
