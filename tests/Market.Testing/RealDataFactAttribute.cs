namespace Market.Testing;

/// <summary>A test that reads the real files; without <c>MARKET_REAL_DATA</c> it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public static readonly string? Folder = Environment.GetEnvironmentVariable("MARKET_REAL_DATA");

    public RealDataFactAttribute()
    {
        if (string.IsNullOrEmpty(Folder)) Skip = "MARKET_REAL_DATA is not set: it names the folder with the real files.";
    }

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Folder!, path));
}
