using System.Runtime.CompilerServices;

namespace Market.Architecture.Tests;

/// <summary>The repository's source files.</summary>
internal static class Source
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    /// <summary>C# files under src, without migrations and build output.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories).Where(IsOurs)];

    public static IReadOnlyList<string> Views { get; } = [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cshtml", SearchOption.AllDirectories).Where(IsOurs)];

    public static string Name(string file) => Path.GetRelativePath(Root, file);

    private static bool IsOurs(string file) => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
