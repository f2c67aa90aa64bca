using CsCheck;
using Market.Traceability.Serials;

namespace Market.Traceability.Tests.Serials;

/// <summary>Serials without stored rows.</summary>
public sealed class SerialTests : IDisposable
{
    private static readonly byte[] Permutation = Key(1), Batch = Key(2);
    private readonly SerialNumbers _serials = new(Permutation);
    private readonly BlockCipher _batch = new(Batch);

    public void Dispose()
    {
        _serials.Dispose();
        _batch.Dispose();
    }

    [Fact]
    public void A_serial_leads_back_to_its_number_and_its_batchs_key_knows_it() =>
        Gen.Long[0, SerialNumbers.Capacity - 1].Sample(number =>
        {
            using var serials = new SerialNumbers(Permutation);
            using var own = new BlockCipher(Batch);
            using var other = new BlockCipher(Key(3));
            var serial = One(serials, number);
            Assert.Equal(number, serials.Number(serial));
            Assert.Equal(number, serials.Number(serial.ToLowerInvariant()));
            Assert.True(serials.IsGenuine(serial, number, own));
            Assert.False(serials.IsGenuine(serial, number, other));
        });

    [Fact]
    public void A_run_of_serials_is_what_each_of_them_is_alone_and_none_comes_twice()
    {
        const int count = 20_000;
        const long first = 1_099_511_000_000;
        var run = new char[count * SerialNumbers.Length];
        _serials.Write(first, _batch, run);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++) Assert.True(seen.Add(new(run, i * SerialNumbers.Length, SerialNumbers.Length)));
        foreach (var i in new[] { 0, 1, 255, 256, 257, count - 1 }) Assert.Contains(One(_serials, first + i), seen);
        Assert.All(seen, x => Assert.All(x, y => Assert.Contains(y, SerialAlphabet.Characters)));
    }

    /// <summary>FIPS 197, appendix C.3, and the library on the same blocks.</summary>
    [Fact]
    public void The_processors_own_cipher_is_the_standards()
    {
        using var standard = new BlockCipher([.. Enumerable.Range(0, 32).Select(x => (byte)x)]);
        var block = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
        standard.Encrypt(block, 1);
        Assert.Equal("8EA2B7CA516745BFEAFC49904B496089", Convert.ToHexString(block));
        Gen.Select(Gen.Byte.Array[BlockCipher.KeyBytes], Gen.Byte.Array[11 * BlockCipher.Block], Gen.Int[1, 11]).Sample((key, blocks, count) =>
        {
            using var own = new BlockCipher(key);
            using var library = new BlockCipher(key, instructions: false);
            var (mine, theirs) = (blocks.ToArray(), blocks.ToArray());
            own.Encrypt(mine, count);
            library.Encrypt(theirs, count);
            Assert.Equal(theirs, mine);
        });
    }

    [Fact]
    public void The_permutation_takes_no_number_twice_and_hides_the_order()
    {
        const int count = 100_000;
        var run = new char[count * SerialNumbers.Length];
        _serials.Write(0, _batch, run);
        var hidden = Enumerable.Range(0, count).Select(x => new string(run, x * SerialNumbers.Length, 8)).ToList();
        Assert.Equal(count, hidden.Distinct().Count());
        // Of neighbours half are in order by chance: 50,000 give or take 158, here six times that.
        Assert.InRange(hidden.Zip(hidden.Skip(1), (x, y) => string.CompareOrdinal(x, y) < 0).Count(x => x), 49_050, 50_950);
    }

    [Fact]
    public void Every_single_wrong_character_is_found() =>
        Gen.Select(Gen.Long[0, SerialNumbers.Capacity - 1], Gen.Int[0, SerialNumbers.Length - 1], Gen.Int[1, 31]).Sample((number, at, by) =>
        {
            using var serials = new SerialNumbers(Permutation);
            var typed = One(serials, number).ToCharArray();
            typed[at] = SerialAlphabet.Characters[(SerialAlphabet.Value(typed[at]) + by) % 32];
            Assert.Null(serials.Number(typed));
        });

    [Fact]
    public void A_made_up_serial_with_a_right_check_is_not_genuine()
    {
        var (random, passed) = (new Random(7), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var made = new char[SerialNumbers.Length];
            for (var j = 0; j < made.Length - 1; j++) made[j] = SerialAlphabet.Characters[random.Next(32)];
            made[^1] = SerialAlphabet.Check(made.AsSpan(..^1));
            var number = _serials.Number(made);
            Assert.NotNull(number);
            if (_serials.IsGenuine(made, number.Value, _batch)) passed++;
        }
        // One in a million is expected to pass.
        Assert.InRange(passed, 0, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000")]
    [InlineData("UUUUUUUUUUUUU")]
    [InlineData("00000000 0000")]
    [InlineData("一二三四五六七八九十一二三")]
    public void What_is_no_serial_has_no_number(string typed) => Assert.Null(_serials.Number(typed));

    [Fact]
    public void What_people_misread_counts_as_what_stands_there()
    {
        Assert.Equal((0, 0, 1, 1, 1, -1, 31), (SerialAlphabet.Value('O'), SerialAlphabet.Value('o'), SerialAlphabet.Value('I'), SerialAlphabet.Value('l'), SerialAlphabet.Value('L'), SerialAlphabet.Value('U'), SerialAlphabet.Value('z')));
    }

    [Fact]
    public void Numbers_and_keys_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => One(_serials, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => One(_serials, SerialNumbers.Capacity));
        Assert.Throws<ArgumentException>(() => new BlockCipher(new byte[31]));
        Assert.Throws<ArgumentException>(() => _serials.Write(0, _batch, new char[SerialNumbers.Length + 1]));
        Assert.Throws<ArgumentException>(() => new SerialNumbers(new byte[16]));
    }

    private static string One(SerialNumbers serials, long number)
    {
        var room = new char[SerialNumbers.Length];
        using var batch = new BlockCipher(Batch);
        serials.Write(number, batch, room);
        return new(room);
    }

    private static byte[] Key(byte seed) => [.. Enumerable.Range(0, SerialNumbers.KeyBytes).Select(x => (byte)(x * 7 ^ seed))];
}
