using Microsoft.EntityFrameworkCore;

namespace Market.Orders.Data;

/// <summary>One deed as the audit trail shows it.</summary>
public sealed record DeedView(DateTime At, Guid? ActorId, string Role, string Action, Guid SubjectId);

/// <summary>Who did what to orders and money.</summary>
public sealed class DeedReads(OrdersDb db)
{
    /// <summary>Newest first; with a subject, only what was done to it.</summary>
    public async Task<PageOf<DeedView>> ListAsync(Guid? subject, int page, int pageSize, CancellationToken ct)
    {
        var all = db.Deeds.AsNoTracking().Where(x => subject == null || x.SubjectId == subject);
        return new(await all.OrderByDescending(x => x.At).ThenByDescending(x => x.Id).Skip((page - 1) * pageSize).Take(pageSize)
            .Select(x => new DeedView(x.At, x.ActorId, x.Role, x.Action, x.SubjectId)).ToListAsync(ct), await all.CountAsync(ct), page, pageSize);
    }
}
