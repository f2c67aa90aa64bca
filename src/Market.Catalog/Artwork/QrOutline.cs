using QRCoder;
using SkiaSharp;

namespace Market.Catalog.Artwork;

/// <summary>A QR code (ISO/IEC 18004) as one outline.</summary>
internal static class QrOutline
{
    /// <summary>Light modules around a code, as the standard asks.</summary>
    public const int Quiet = 4;

    /// <summary>The dark modules, one unit each, quiet zone not drawn.</summary>
    /// <param name="side">Modules on each side without the quiet zone.</param>
    /// <param name="level">How much of it may be damaged: Q a quarter, M a seventh.</param>
    public static SKPath Draw(string text, out int side, QRCodeGenerator.ECCLevel level = QRCodeGenerator.ECCLevel.Q)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, level);
        var modules = data.ModuleMatrix;
        side = modules.Count - (2 * Quiet);
        using var drawn = new SKPathBuilder();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                if (!modules[y + Quiet][x + Quiet]) continue;
                var from = x;
                while (x + 1 < side && modules[y + Quiet][x + 1 + Quiet]) x++;
                drawn.AddRect(SKRect.Create(from, y, x + 1 - from, 1));
            }
        }
        return drawn.Detach();
    }
}
