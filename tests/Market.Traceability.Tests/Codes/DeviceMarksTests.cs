using System.Text;
using Market.Traceability.Codes;

namespace Market.Traceability.Tests.Codes;

/// <summary>Marks of devices: the standard's own examples, whoever asks beside.</summary>
public sealed class DeviceMarksTests
{
    [Theory]
    // RFC 4231, test cases 2 and 6: HMAC-SHA-256 cut to its first eight bytes.
    [InlineData("Jefe", "what do ya want for nothing?", "5bdcc146bf60754e")]
    [InlineData(null, "Test Using Larger Than Block-Size Key - Hash Key First", "60e431591ee0b67f")]
    public void A_mark_is_the_beginning_of_the_keyed_hash(string? key, string traits, string mark)
    {
        using var marks = new DeviceMarks(new(2026, 6, 1), key is null ? [.. Enumerable.Repeat((byte)0xaa, 131)] : Encoding.ASCII.GetBytes(key));

        Assert.Equal([mark, mark], [marks.Of(traits), marks.Of(traits)]);
        Assert.Equal(new DateOnly(2026, 6, 1), marks.Day);
    }

    [Fact]
    public async Task Many_at_once_get_what_each_gets_alone()
    {
        using var marks = new DeviceMarks(new(2026, 6, 1), new byte[32]);
        var alone = Enumerable.Range(0, 64).Select(x => marks.Of($"device {x}")).ToList();

        var together = await Task.WhenAll(Enumerable.Range(0, 64).Select(x => Task.Run(() => Enumerable.Range(0, 50).Select(_ => marks.Of($"device {x}")).Distinct().ToList())));

        Assert.Equal(64, alone.Distinct().Count());
        Assert.Equal(alone, together.Select(x => Assert.Single(x)));
    }
}
