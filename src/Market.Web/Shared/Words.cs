
namespace Market.Web.Shared;

/// <summary>Names the pages' sentences: Resources/Shared/Words.resx (Chinese) and Words.en.resx.</summary>
public sealed class Words;

/// <summary>Names the sentences of refusals, by code: Resources/Shared/Refusals.resx (Chinese) and Refusals.en.resx.</summary>
public sealed class Refusals;
