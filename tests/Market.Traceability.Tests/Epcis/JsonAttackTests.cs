using System.Text;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Epcis;

/// <summary>JSON that was made to do harm, or was harmed on its way.</summary>
public sealed class JsonAttackTests
{
    private static readonly string Good = Documents.Of(Documents.Seen("urn:x:a:1", "urn:x:id:1"));

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\uDC00a")]
    public void A_name_with_half_a_letter_is_refused(string name)
    {
        foreach (var place in new[] { "\"action\"", "\"eventList\"", "\"type\"", "\"own\"" })
            Assert.Equal("epcis.json", Refused(Good.Replace(place, $"\"{name}\":1,{place}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_refused_wherever_they_stand()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        for (var at = 0; at < bytes.Length; at++)
        {
            var spoilt = (byte[])bytes.Clone();
            spoilt[at] = 0xE9;
            Assert.Null(EpcisDocument.Read(spoilt, out var fault));
            Assert.Equal("epcis.json", fault!.Code);
        }
    }

    [Fact]
    public void Two_lists_of_events_are_refused() => Assert.Equal("epcis.twice", Refused(Good.Replace("\"eventList\"", "\"eventList\":[],\"eventList\"", StringComparison.Ordinal)));

    [Fact]
    public void Two_bodies_in_xml_are_refused() => Assert.Equal("epcis.xml", Refused(Stored.Xml(Stored.Seen("")).Replace("</EPCISBody>", "</EPCISBody><EPCISBody/>", StringComparison.Ordinal)));

    [Fact]
    public void Spoilt_at_random_it_is_read_or_refused_and_nothing_is_thrown()
    {
        var luck = new Random(20261129);
        string[] values = ["null", "\"\"", "[]", "{}", "-1", "1e999", "\"\\ud800\"", "\\ud800", "\\u0000", "true", "ADD", ":", ",\"own:a\":{\"own:b\":1}", "\"@context\":{\"x\":1},"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(Good);
            for (var changes = luck.Next(1, 4); changes > 0; changes--)
            {
                var at = luck.Next(text.Length - 8);
                if (luck.Next(2) == 0) text.Insert(at, values[luck.Next(values.Length)]);
                else text.Remove(at, luck.Next(1, 8));
            }
            using var document = CaptureRun.Read(Encoding.UTF8.GetBytes(text.ToString()), out _);
            foreach (var each in document?.Events ?? [])
                if (EventChecker.Check(each) is null) _ = StoredEvent.Of(new PreparedEvent(each).Row(1, null, Stored.Now));
        }
    }

    private static string Refused(string document)
    {
        Assert.Null(CaptureRun.Read(Encoding.UTF8.GetBytes(document), out var fault));
        return fault!.Code;
    }
}
