using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace Market.Web.Api;

/// <summary>A list without holes: JSON can say null where an object belongs, whatever the list's type says.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class NoNullsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is not IEnumerable list || list.Cast<object?>().All(x => x is not null);
}
