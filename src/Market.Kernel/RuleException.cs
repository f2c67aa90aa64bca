namespace Market.Kernel;

/// <summary>A business rule said no. Pages show it beside the field, the API answers 409 with the code.</summary>
/// <param name="code">Stable, dotted, lower case, e.g. <c>stock.insufficient</c>; the key of the sentence in both languages.</param>
/// <param name="message">English sentence for logs and for codes that have no translated sentence yet.</param>
/// <param name="field">Form field the refusal belongs to, or empty.</param>
/// <param name="args">Values for the {0}, {1} of the translated sentence.</param>
public sealed class RuleException(string code, string message, string field = "", params object[] args) : Exception(message)
{
    public string Code { get; } = code;
    public string Field { get; } = field;
    public IReadOnlyList<object> Args { get; } = args;
}
