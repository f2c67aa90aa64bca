using Market.Kernel;

namespace Market.Catalog.Stores;

/// <summary>How somebody knows that goods are on a shelf.</summary>
public enum ShelfSource { Said, Delivered }

/// <summary>Days on which a store has a cooperative's product on the shelf; both included.</summary>
internal sealed class ShelfEntry
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid StoreId { get; init; }
    public Guid ProductId { get; init; }
    public Guid CooperativeId { get; init; }
    public DateOnly From { get; init; }

    /// <summary>Goods nobody speaks of again are off the shelf the day after.</summary>
    public DateOnly Until { get; private set; }

    /// <summary>Day somebody last saw or delivered them.</summary>
    public DateOnly SeenOn { get; private set; }
    public ShelfSource Source { get; private set; }
    public long Version { get; set; }

    /// <summary>They are there on this day.</summary>
    /// <param name="days">How long they count as being there, 1 to 366 days.</param>
    public void See(DateOnly day, int days, ShelfSource source)
    {
        if (day < SeenOn) return;
        (SeenOn, Source) = (day, source);
        if (day.AddDays(days - 1) is var until && until > Until) Until = until;
    }

    /// <summary>From this day on they are gone.</summary>
    /// <returns>false when that leaves no day: the entry was a mistake.</returns>
    /// <exception cref="RuleException"><c>shelf.gone</c></exception>
    public bool End(DateOnly day)
    {
        if (Until < day) throw new RuleException("shelf.gone", "These goods are off the shelf already.");
        Until = day.AddDays(-1);
        return Until >= From;
    }
}

/// <summary>Local rules of the shelf map.</summary>
public sealed record ShelfSettings
{
    /// <summary>Days for which goods count as on the shelf after they were seen or delivered, 1 to 366.</summary>
    public int Days { get; init; } = 14;
}
