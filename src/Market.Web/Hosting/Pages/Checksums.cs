namespace Market.Web.Hosting.Pages;

/// <summary>The CRC-32 of pieces put one behind the other, from their own ones: reading a page's 25 kB again for each answer costs a twentieth of the answer.</summary>
/// <remarks>A checksum is a polynomial over GF(2); whatever follows multiplies it by x to the bits that follow (the way of zlib's crc32_combine). Bits are in the order of RFC 1952, the highest power last.</remarks>
internal static class Checksums
{
    private const uint Polynomial = 0xedb88320, One = 1u << 31, Byte = 1u << 23;

    /// <summary>Texts of the moment are short.</summary>
    private static readonly uint[] Short = [.. Enumerable.Range(0, 512).Select(Power)];

    /// <summary>What a checksum is multiplied by when so many bytes follow.</summary>
    /// <param name="bytes">0 or more.</param>
    public static uint Shift(int bytes) => bytes < Short.Length ? Short[bytes] : Power(bytes);

    /// <summary>The checksum of what <paramref name="first"/> and <paramref name="second"/> are of, one behind the other.</summary>
    /// <param name="shift"><see cref="Shift"/> of the second's length.</param>
    public static uint Join(uint first, uint second, uint shift) => Times(shift, first) ^ second;

    private static uint Power(int bytes)
    {
        var (power, square) = (One, Byte);
        for (; bytes > 0; bytes >>= 1, square = Times(square, square)) if ((bytes & 1) != 0) power = Times(square, power);
        return power;
    }

    private static uint Times(uint a, uint b)
    {
        var product = 0u;
        // Without branches: which bits are set is chance, and a wrong guess costs more than the step.
        for (var bit = 0; bit < 32; bit++, a <<= 1, b = (b >> 1) ^ (Polynomial & (0u - (b & 1)))) product ^= b & (0u - (a >> 31));
        return product;
    }
}
