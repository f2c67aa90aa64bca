using SkiaSharp;

namespace Market.Web.Tests.Support;

/// <summary>Pictures as phones take them.</summary>
public static class Photos
{
    public static byte[] Jpeg(int width = 1600, int height = 1200)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.DarkOliveGreen);
            using var paint = new SKPaint { Color = SKColors.Beige };
            canvas.DrawOval(width / 2f, height / 2f, width / 4f, height / 3f, paint);
        }
        using var image = SKImage.FromBitmap(bitmap);
        return image.Encode(SKEncodedImageFormat.Jpeg, 85).ToArray();
    }
}
