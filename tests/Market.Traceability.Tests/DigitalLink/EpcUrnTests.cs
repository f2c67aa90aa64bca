using CsCheck;
using Market.Testing;
using Market.Traceability.DigitalLink;

namespace Market.Traceability.Tests.DigitalLink;

/// <summary>EPC URNs and links of the same keys, and the one address that stands for both.</summary>
public sealed class EpcUrnTests
{
    [RealDataFact]
    public void Every_vector_of_the_event_hash_has_its_canonical_address()
    {
        var rows = Vectors.Rows("eventhash/epc-to-canonical-dl.csv");
        foreach (var row in rows) Assert.Equal((row[0], row[2] == "null" ? null : row[1]), (row[0], CanonicalDigitalLink.TryOf(row[0])));
        Assert.Equal(33, rows.Count);
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98", 7, "https://id.gs1.org/01/04012345111118/21/98")]
    [InlineData("urn:epc:class:lgtin:4012345.012345.Lot%2F1", 7, "https://id.gs1.org/01/04012345123456/10/Lot%2F1")]
    [InlineData("urn:epc:idpat:sgtin:401234512345.0.*", 12, "https://id.gs1.org/01/04012345123456")]
    [InlineData("urn:epc:id:sscc:401234.53111111111", 6, "https://id.gs1.org/00/540123431111111117")]
    [InlineData("urn:epc:id:sgln:4012345.00005.0", 7, "https://id.gs1.org/414/4012345000054")]
    [InlineData("urn:epc:id:sgln:4012345.00005.a%26b", 7, "https://id.gs1.org/414/4012345000054/254/a%26b")]
    [InlineData("urn:epc:id:pgln:999999999999.", 12, "https://id.gs1.org/417/9999999999994")]
    [InlineData("urn:epc:id:grai:4012345.00022.334455", 7, "https://id.gs1.org/8003/04012345000221334455")]
    [InlineData("urn:epc:idpat:grai:4012345.00022.*", 7, "https://id.gs1.org/8003/04012345000221")]
    [InlineData("urn:epc:id:giai:4000001.1.1'1", 7, "https://id.gs1.org/8004/40000011.1'1")]
    [InlineData("urn:epc:id:gsrn:4012345.0000006765", 7, "https://id.gs1.org/8018/401234500000067657")]
    [InlineData("urn:epc:id:gsrnp:4012345.0000006765", 7, "https://id.gs1.org/8017/401234500000067657")]
    [InlineData("urn:epc:id:gdti:4012345.00009.PO-4711", 7, "https://id.gs1.org/253/4012345000092PO-4711")]
    [InlineData("urn:epc:idpat:gdti:4012345.11111.*", 7, "https://id.gs1.org/253/4012345111118")]
    [InlineData("urn:epc:id:sgcn:4012345.11111.0042", 7, "https://id.gs1.org/255/40123451111180042")]
    [InlineData("urn:epc:idpat:sgcn:4012345.11111.*", 7, "https://id.gs1.org/255/4012345111118")]
    [InlineData("urn:epc:id:cpi:0614141.A%23%2F.1234", 7, "https://id.gs1.org/8010/0614141A%23%2F/8011/1234")]
    [InlineData("urn:epc:idpat:cpi:4012345.AB12.*", 7, "https://id.gs1.org/8010/4012345AB12")]
    [InlineData("urn:epc:id:ginc:4012345.XY", 7, "https://id.gs1.org/401/4012345XY")]
    [InlineData("urn:epc:id:gsin:4012345.222333444", 7, "https://id.gs1.org/402/40123452223334442")]
    [InlineData("urn:epc:id:itip:4012345.012345.01.02.ser", 7, "https://id.gs1.org/8006/040123451234560102/21/ser")]
    [InlineData("urn:epc:idpat:itip:4012345.012345.01.02.*", 7, "https://id.gs1.org/8006/040123451234560102")]
    [InlineData("urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7SDB", 7, "https://id.gs1.org/01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7SDB")]
    public void A_urn_becomes_a_link_and_the_link_with_its_prefix_length_the_urn(string urn, int prefix, string uri)
    {
        Assert.True(EpcUrn.TryToDigitalLink(urn, out var link, out var error), error?.Message);
        Assert.Equal((uri, uri, uri), (link, CanonicalDigitalLink.TryOf(urn), CanonicalDigitalLink.TryOf(uri)));
        Assert.True(EpcUrn.TryFromDigitalLink(uri, prefix, out var back, out error), error?.Message);
        Assert.Equal(urn, back);
        Assert.True(EpcUrn.TryToElements(urn, out var elements, out _));
        Assert.True(DigitalLinkUri.TryParse(uri, DigitalLinkOptions.Strict, out var read, out error), error?.Message);
        Assert.Equal(elements, read.Elements);
    }

    [Theory]
    [InlineData(null, "urn.not_epc")]
    [InlineData("urn:epc:raw:x", "urn.not_epc")]
    [InlineData("urn:epc:id:lgtin:4012345.012345.L", "urn.scheme")]
    [InlineData("urn:epc:class:sgtin:4012345.012345.L", "urn.scheme")]
    [InlineData("urn:epc:idpat:sscc:4012345.*", "urn.scheme")]
    [InlineData("urn:epc:id:usdod:1.2", "urn.scheme")]
    [InlineData("urn:epc:id:sgtin:40123.0123456.1", "urn.prefix")]
    [InlineData("urn:epc:id:sgtin:4012345", "urn.prefix")]
    [InlineData("urn:epc:id:sgtin:4012345.0123456.1", "urn.reference")]
    [InlineData("urn:epc:id:sgtin:4012345.012345", "urn.serial")]
    [InlineData("urn:epc:id:sgtin:4012345.012345.", "urn.serial")]
    [InlineData("urn:epc:id:sgtin:4012345.012345.a/b", "urn.serial")]
    [InlineData("urn:epc:id:sgtin:4012345.012345.a%2", "urn.serial")]
    [InlineData("urn:epc:idpat:sgtin:4012345.012345.1", "urn.serial")]
    [InlineData("urn:epc:idpat:sgtin:4012345.*.*", "urn.reference")]
    [InlineData("urn:epc:id:sgtin:4012345.012345.123456789012345678901", "urn.value")]
    [InlineData("urn:epc:id:sgcn:4012345.11111.A", "urn.value")]
    [InlineData("urn:epc:id:cpi:4012345.ab.1", "urn.value")]
    [InlineData("urn:epc:id:itip:4012345.012345.1.2.s", "urn.reference")]
    [InlineData("urn:epc:id:giai:4012345.", "urn.reference")]
    public void A_bad_urn_is_refused_with_its_reason(string? urn, string reason)
    {
        Assert.False(EpcUrn.TryToDigitalLink(urn, out _, out var error));
        Assert.Equal((reason, null), (error.Code, CanonicalDigitalLink.TryOf(urn)));
    }

    [Theory]
    [InlineData("https://id.gs1.org/01/04012345123456", 5, "urn.prefix")]
    [InlineData("https://id.gs1.org/01/04012345123456", 13, "urn.prefix")]
    [InlineData("https://id.gs1.org/01/04012345123457", 7, "value.check_digit")]
    [InlineData("https://id.gs1.org/8006/040123451234560102/10/L", 7, "urn.no_scheme")]
    [InlineData("https://id.gs1.org/8004/4012345A", 8, "urn.no_scheme")]
    [InlineData("https://id.gs1.org/8004/4012345", 7, "urn.no_scheme")]
    [InlineData("https://id.gs1.org/414/4012345000054/254/0", 7, "urn.no_scheme")]
    [InlineData("https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K", 7, "path.no_key")]
    [InlineData("4012345", 7, "uri.scheme")]
    public void A_link_without_a_urn_is_refused_with_its_reason(string uri, int prefix, string reason)
    {
        Assert.False(EpcUrn.TryFromDigitalLink(uri, prefix, out _, out var error));
        Assert.Equal(reason, error.Code);
    }

    [Theory]
    [InlineData("https://a.example/x/gtin/9780345418913/cpv/344/lot/1223/ser/765tz?11=261201#x", "https://id.gs1.org/01/09780345418913/21/765tz")]
    [InlineData("https://a.example/01/9780345418913/22/344", "https://id.gs1.org/01/09780345418913")]
    [InlineData("https://a.example/01/12345670/10/a%2db", "https://id.gs1.org/01/00000012345670/10/a-b")]
    [InlineData("https://a.example/01/9780345418913/21/s/10/l", null)]
    [InlineData("https://a.example/01/9780345418913/10/l/235/t", null)]
    [InlineData("https://a.example/01/978034541891", "https://id.gs1.org/01/00978034541891")]
    [InlineData("https://a.example/01/97803454189", null)]
    [InlineData("https://a.example/414/4012345000054/7040/1ABC", null)]
    [InlineData("https://a.example/8010/4012345ab", null)]
    [InlineData("https://a.example/8004/401A", null)]
    [InlineData("https://a.example/about", null)]
    [InlineData("urn:uuid:0190a5c6-0000-7000-8000-000000000000", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_the_finest_level_of_a_key_stays(string? id, string? canonical) => Assert.Equal(canonical, CanonicalDigitalLink.TryOf(id));

    [Fact]
    public void A_canonical_address_is_its_own() => Gen.Select(Made.Elements, Made.Noise).Sample((elements, noise) =>
    {
        foreach (var id in new[] { noise, "https://a/" + noise, "urn:epc:id:" + noise, "urn:epc:id:giai:4012345." + noise, DigitalLinkUri.TryWrite(elements, DigitalLinkOptions.Strict, out var uri, out _) ? uri : "" })
        {
            if (CanonicalDigitalLink.TryOf(id) is { } canonical) Assert.Equal(canonical, CanonicalDigitalLink.TryOf(canonical));
            for (var prefix = 6; prefix <= 12; prefix++)
                if (EpcUrn.TryFromDigitalLink(id, prefix, out var urn, out _)) Assert.Equal(CanonicalDigitalLink.TryOf(id), CanonicalDigitalLink.TryOf(urn));
        }
    }, iter: StormSize.Of(1000, 100_000));
}
