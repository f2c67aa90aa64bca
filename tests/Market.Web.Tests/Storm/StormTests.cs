namespace Market.Web.Tests.Storm;

/// <summary>Storms take the machine for themselves: they run after everything else, one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StormTests
{
    public const string Name = "storm";
}
