using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Market.Traceability.Data;

/// <summary>A key made once at the first start; every replica reads the same.</summary>
internal sealed class Secret
{
    public string Name { get; init; } = "";
    public string Value { get; init; } = "";
}

internal static class Secrets
{
    /// <summary>The secret of that name; the first caller makes it.</summary>
    public static async Task<string> SecretAsync(this TraceDb db, string name, Func<string> make, CancellationToken ct)
    {
        if (await db.Secrets.AsNoTracking().Where(x => x.Name == name).Select(x => x.Value).SingleOrDefaultAsync(ct) is { } known) return known;
        return await db.InTransactionAsync(async () =>
        {
            // Whoever was faster made it: a lost race begins anew and finds it.
            if (await db.Secrets.AsNoTracking().Where(x => x.Name == name).Select(x => x.Value).SingleOrDefaultAsync(ct) is { } meanwhile) return meanwhile;
            var made = make();
            db.Secrets.Add(new() { Name = name, Value = made });
            return made;
        }, ct);
    }
}
