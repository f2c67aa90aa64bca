using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Market.Kernel.Data;

/// <summary>A query of a hot path: translated once for each model, instead of being compared with all known ones at every call.</summary>
/// <param name="compile">E.g. <c>() =&gt; EF.CompileAsyncQuery(...)</c>; its result belongs to one provider's model.</param>
public sealed class KeptQuery<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    public TQuery For(DbContext db) => _byModel.GetValue(db.Model, _ => compile());
}
