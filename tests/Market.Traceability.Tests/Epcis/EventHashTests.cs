using System.Text;
using Market.Testing;
using Market.Traceability.Epcis;

namespace Market.Traceability.Tests.Epcis;

public sealed class EventHashTests
{
    [RealDataFact]
    public void The_three_worked_examples_have_their_published_hashes()
    {
        foreach (var name in new[] { "", "2", "3" })
        {
            var file = $"eventhash/examples/ReferenceEventHashAlgorithm{name}";
            using var document = EpcisDocument.Read(RealDataFactAttribute.Read(file + ".jsonld"), out _)!;
            var hash = new EventHash(HashRules.Cbv20);
            Assert.Equal(Text(file + ".prehashes"), hash.PreHash(document.Events[0]));
            Assert.Equal(Text(file + ".hashes"), hash.Uri(document.Events[0]));
        }
    }

    [Fact]
    public void The_same_event_written_otherwise_has_the_same_hash()
    {
        var one = Hash("""{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"a":"https://ns.example.com/"}],"type":"ObjectEvent","eventTime":"2026-03-04T11:00:30+01:00","eventTimeZoneOffset":"+01:00","epcList":["urn:epc:id:sscc:4012345.0000000333","urn:epc:id:sscc:4012345.0000000111"],"action":"OBSERVE","a:note":"12.50"}""");
        var other = Hash("""{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"b":"https://ns.example.com/"}],"b:note":12.5,"action":"OBSERVE","eventID":"urn:uuid:1","recordTime":"2026-03-05T00:00:00Z","epcList":["https://id.gs1.org/00/040123450000001112","https://shop.example/00/040123450000003338"],"eventTimeZoneOffset":"+01:00","eventTime":"2026-03-04T10:00:30.000Z","type":"ObjectEvent"}""");
        var changed = Hash("""{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"b":"https://ns.example.com/"}],"b:note":12.6,"action":"OBSERVE","epcList":["https://id.gs1.org/00/040123450000001112","https://shop.example/00/040123450000003338"],"eventTimeZoneOffset":"+01:00","eventTime":"2026-03-04T10:00:30.000Z","type":"ObjectEvent"}""");

        Assert.Equal(one, other);
        Assert.NotEqual(one, changed);
    }

    [Theory]
    [InlineData("2026-03-04T10:00:30.1234567Z", "2026-03-04T10:00:30.1234567Z", "2026-03-04T10:00:30.123Z")]
    [InlineData("2026-03-04T10:00:30.9995+00:00", "2026-03-04T10:00:30.9995Z", "2026-03-04T10:00:31.000Z")]
    [InlineData("2026-03-04T10:00:30.120000Z", "2026-03-04T10:00:30.120Z", "2026-03-04T10:00:30.120Z")]
    public void Version_2_1_rounds_instants_to_milliseconds(string written, string as20, string as21)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"ObjectEvent","eventTime":"{{written}}","eventTimeZoneOffset":"+00:00","epcList":[],"action":"OBSERVE"}""");
        using var document = EpcisDocument.Read(json, out _)!;

        Assert.Contains($"eventTime={as20}eventTimeZoneOffset", new EventHash(HashRules.Cbv20).PreHash(document.Events[0]), StringComparison.Ordinal);
        Assert.Contains($"eventTime={as21}eventTimeZoneOffset", new EventHash(HashRules.Cbv21).PreHash(document.Events[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_somebody_elses_own_does_not_depend_on_its_prefix_and_bare_names_within_extensions_count()
    {
        const string Fields = "\"eventTime\":\"2026-03-04T10:00:30Z\",\"eventTimeZoneOffset\":\"+01:00\"";
        var one = Hash($$"""{"@context":[{"a":"https://ns.example.com/"}],"type":"a:Weighing","a:scale":{"plain":1},{{Fields}}}""");
        var other = Hash($$"""{"@context":[{"b":"https://ns.example.com/"}],{{Fields}},"b:scale":{"plain":"1.0"},"type":"b:Weighing"}""");
        var changed = Hash($$"""{"@context":[{"b":"https://ns.example.com/"}],{{Fields}},"b:scale":{"plain":2},"type":"b:Weighing"}""");

        Assert.Equal(one, other);
        Assert.NotEqual(one, changed);
    }

    private static string Hash(string json)
    {
        using var document = EpcisDocument.Read(Encoding.UTF8.GetBytes(json), out _)!;
        return new EventHash(HashRules.Cbv20).Uri(document.Events[0]);
    }

    private static string Text(string path) => Encoding.UTF8.GetString(RealDataFactAttribute.Read(path)).Trim();
}
