using System.Text;
using Market.Testing;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>Rows of the standard's vectors, as CSV with quotes.</summary>
internal static class Vectors
{
    /// <summary>Every row but the first, cut into its fields.</summary>
    public static IReadOnlyList<string[]> Rows(string path) => [.. Lines(path).Skip(1).Where(x => x.Length > 0).Select(Cut)];

    public static string[] Lines(string path) => Encoding.UTF8.GetString(RealDataFactAttribute.Read(path)).Replace("\r", "", StringComparison.Ordinal).Split('\n');

    private static string[] Cut(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in line)
        {
            if (character == '"')
            {
                // A doubled quote inside quotes is one.
                if (!quoted && field.Length > 0) field.Append('"');
                quoted = !quoted;
            }
            else if (character == ',' && !quoted) { fields.Add(field.ToString()); field.Clear(); }
            else field.Append(character);
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
