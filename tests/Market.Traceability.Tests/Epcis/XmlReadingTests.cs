using System.Text;
using Market.Traceability.Epcis;
using Market.Traceability.Tests.Support;

namespace Market.Traceability.Tests.Epcis;

public sealed class XmlReadingTests
{
    [Fact]
    public void Xml_and_json_of_one_event_have_one_hash()
    {
        var xml = Stored.Seen("""
            <bizStep>urn:epcglobal:cbv:bizstep:receiving</bizStep><disposition>https://ref.gs1.org/cbv/Disp-active</disposition><readPoint><id> urn:x:place:1 </id><a:gate>3</a:gate></readPoint>
            <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:po:1</bizTransaction><bizTransaction>urn:x:po:2</bizTransaction></bizTransactionList>
            <quantityList><quantityElement><epcClass>urn:x:class:1</epcClass><quantity>+012.50</quantity><uom>KGM</uom></quantityElement></quantityList>
            <sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:x:party:1</source></sourceList>
            <sensorElementList><sensorElement><sensorMetadata time="2026-11-22T10:00:00Z" a:more="x"/><sensorReport type="gs1:Temperature" value=".5" booleanValue="1" stringValue=" as it is "/><sensorReport type="gs1:Count" value="3"/></sensorElement></sensorElementList>
            <persistentDisposition><unset>urn:epcglobal:cbv:disp:in_transit</unset><set>urn:epcglobal:cbv:disp:active</set></persistentDisposition>
            <ilmd><b:crop>beans</b:crop><b:row>1</b:row><b:row>2</b:row></ilmd><a:note><a:deep xsi:type="b:any">x</a:deep><a:none xsi:nil="true"/></a:note>
            """);
        var json = """
            {"type":"ObjectEvent","eventTime":"2026-11-22T10:00:00+08:00","eventTimeZoneOffset":"+08:00","epcList":["urn:x:a:1"],"action":"ADD","bizStep":"receiving","disposition":"active",
            "readPoint":{"id":"urn:x:place:1","a:gate":3},"bizTransactionList":[{"type":"po","bizTransaction":"urn:x:po:1"},{"bizTransaction":"urn:x:po:2"}],
            "quantityList":[{"epcClass":"urn:x:class:1","quantity":12.5,"uom":"KGM"}],"sourceList":[{"type":"owning_party","source":"urn:x:party:1"}],
            "sensorElementList":[{"sensorMetadata":{"time":"2026-11-22T10:00:00Z","a:more":"x"},"sensorReport":[{"type":"Temperature","value":0.5,"booleanValue":true,"stringValue":" as it is "},{"type":"Count","value":3}]}],
            "persistentDisposition":{"set":["active"],"unset":["in_transit"]},"ilmd":{"b:crop":"beans","b:row":["1","2"]},"a:note":{"a:deep":"x","a:none":null},
            "@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"a":"https://ns.example.com/a/","b":"https://ns.example.com/b#"}]}
            """;

        Assert.Equal(Stored.PreHashes(json), Stored.PreHashes(Stored.Xml(xml)));
    }

    [Fact]
    public void Elements_may_stand_in_any_order_and_in_the_wrappers_of_version_1_2()
    {
        var plain = Stored.Xml(Stored.Seen("<quantityList><quantityElement><epcClass>urn:x:c:1</epcClass></quantityElement></quantityList><ilmd><a:x>1</a:x></ilmd>")
            + "<TransformationEvent><eventTime>2026-11-22T10:00:00Z</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset><transformationID>urn:x:t:1</transformationID><inputEPCList><epc>urn:x:a:1</epc></inputEPCList></TransformationEvent>");
        var wrapped = Stored.Xml("<ObjectEvent><extension><ilmd><extension><a:x>1</a:x></extension></ilmd><extension><quantityList><quantityElement><epcClass>urn:x:c:1</epcClass></quantityElement></quantityList></extension></extension>"
            + "<action>ADD</action><epcList><epc>urn:x:a:1</epc></epcList><baseExtension><eventID>urn:x:e:1</eventID></baseExtension><eventTimeZoneOffset>+08:00</eventTimeZoneOffset><eventTime>2026-11-22T02:00:00Z</eventTime></ObjectEvent>"
            + "<extension><TransformationEvent><inputEPCList><epc>urn:x:a:1</epc></inputEPCList><transformationID>urn:x:t:1</transformationID><eventTimeZoneOffset>+08:00</eventTimeZoneOffset><eventTime>2026-11-22T10:00:00Z</eventTime></TransformationEvent></extension>")
            .Replace("xsd:2", "xsd:1", StringComparison.Ordinal).Replace("schemaVersion=\"2.0\"", "schemaVersion=\"1.2\"", StringComparison.Ordinal);

        Assert.Equal(Stored.PreHashes(plain), Stored.PreHashes(wrapped));
        using var read = Stored.Read(wrapped);
        Assert.Equal("urn:x:e:1", read.Events[0].Text("eventID"));
    }

    [Fact]
    public void Events_of_an_answer_to_a_query_are_read()
    {
        var answer = $"""<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:2" schemaVersion="2.0" creationDate="2026-11-23T02:00:00Z"><EPCISBody><q:QueryResults><queryName>SimpleEventQuery</queryName><resultsBody><EventList>{Stored.Seen("")}</EventList></resultsBody></q:QueryResults></EPCISBody></q:EPCISQueryDocument>""";

        Assert.Equal(Stored.PreHashes(Stored.Xml(Stored.Seen(""))), Stored.PreHashes(answer));
    }

    [Theory]
    [InlineData("<x xmlns='https://ns.example.com/a/'>1</x>")]
    [InlineData("<type:x xmlns:type='https://ns.example.com/a/'>1</type:x>")]
    [InlineData("<b:x xmlns:b='https://ns.example.com/a/'>1</b:x>")]
    [InlineData("<_long_name:x xmlns:_long_name='https://ns.example.com/a/'>1</_long_name:x>")]
    public void A_name_means_its_namespace_whatever_its_prefix(string field) => Assert.Equal(Stored.PreHashes(Stored.Xml(Stored.Seen("<a:x>1</a:x>"))), Stored.PreHashes(Stored.Xml(Stored.Seen(field))));

    [Fact]
    public void One_prefix_with_two_meanings_keeps_both()
    {
        var both = Stored.PreHashes(Stored.Xml(Stored.Seen("<p:x xmlns:p='urn:one:'>1</p:x>") + Stored.Seen("<p:x xmlns:p='urn:two:'>1</p:x><p:y xmlns:p='urn:one:'>1</p:y>")));

        Assert.EndsWith("{urn:one:}x=1", both[0], StringComparison.Ordinal);
        Assert.EndsWith("{urn:one:}y=1{urn:two:}x=1", both[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<bizStep>shiping</bizStep>", "epcis.word", "/bizStep")]
    [InlineData("<action>OBSERVE</action>", "epcis.twice", "/action")]
    [InlineData("<note>1</note>", "epcis.unknown_field", "/note")]
    [InlineData("<readPoint>urn:x:place:1<id>urn:x:place:1</id></readPoint>", "epcis.unknown_field", "/readPoint/#text")]
    [InlineData("<readPoint/>", "epcis.missing", "/readPoint/id")]
    [InlineData("<quantityList><quantityElement><epcClass>urn:x:c:1</epcClass><quantity>NaN</quantity></quantityElement></quantityList>", "epcis.not_a_number", "/quantityList/0/quantity")]
    [InlineData("<quantityList><quantity>1</quantity></quantityList>", "epcis.unknown_field", "/quantityList/0/#quantity")]
    [InlineData("<sourceList><source>urn:x:party:1</source></sourceList>", "epcis.missing", "/sourceList/0/type")]
    [InlineData("<sourceList><source type='urn:epcglobal:cbv:sdt:owner'>urn:x:party:1</source></sourceList>", "epcis.word", "/sourceList/0/type")]
    [InlineData("<sensorElementList><sensorElement/></sensorElementList>", "epcis.missing", "/sensorElementList/0/sensorReport")]
    [InlineData("<a:note>text<a:more>1</a:more></a:note>", "epcis.unknown_field", "/a:note/#text")]
    public void What_the_standard_does_not_allow_is_named_with_its_place(string more, string code, string path)
    {
        using var read = Stored.Read(Stored.Xml(Stored.Seen(more)));

        Assert.Equal((code, path), (EventChecker.Check(read.Events[0])?.Code, EventChecker.Check(read.Events[0])?.Path));
    }

    [Fact]
    public void An_invalid_event_leaves_its_neighbours_alone()
    {
        using var read = Stored.Read(Stored.Xml("<QuantityEvent><eventID>urn:x:1</eventID></QuantityEvent>" + Stored.Seen("")));

        Assert.Equal("epcis.type", EventChecker.Check(read.Events[0])?.Code);
        Assert.Null(EventChecker.Check(read.Events[1]));
    }

    [Theory]
    [InlineData("<a/>", "epcis.document", "")]
    [InlineData("<EPCISDocument schemaVersion='2.0' creationDate='2026-11-23T02:00:00Z'/>", "epcis.missing", "/epcisBody/eventList")]
    [InlineData("<EPCISDocument creationDate='2026-11-23T02:00:00Z'><EPCISBody><EventList/></EPCISBody></EPCISDocument>", "epcis.missing", "/schemaVersion")]
    [InlineData("<EPCISDocument schemaVersion='1.1' creationDate='2026-11-23T02:00:00Z'><EPCISBody><EventList/></EPCISBody></EPCISDocument>", "epcis.version", "/schemaVersion")]
    [InlineData("<EPCISDocument schemaVersion='2.0'><EPCISBody><EventList/></EPCISBody></EPCISDocument>", "epcis.missing", "/creationDate")]
    [InlineData("<EPCISDocument schemaVersion='2.0' creationDate='today'><EPCISBody><EventList/></EPCISBody></EPCISDocument>", "epcis.time", "/creationDate")]
    public void A_document_that_is_none_is_refused_as_a_whole(string xml, string code, string path)
    {
        Assert.Null(XmlDocumentReader.Read(Encoding.UTF8.GetBytes(xml), out var fault));
        Assert.Equal((code, path), (fault?.Code, fault?.Path));
    }

    [Theory]
    [InlineData("<a/>", true)]
    [InlineData("\uFEFF \n<a/>", true)]
    [InlineData(" {}", false)]
    [InlineData("", false)]
    public void Xml_is_told_by_its_first_character(string text, bool isXml) => Assert.Equal(isXml, XmlDocumentReader.IsXml(Encoding.UTF8.GetBytes(text)));
}
