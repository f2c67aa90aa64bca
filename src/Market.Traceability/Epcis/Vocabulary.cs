using System.Collections.Frozen;

namespace Market.Traceability.Epcis;

/// <summary>One list of standard words of the Core Business Vocabulary 2.0, with its three spellings.</summary>
/// <remarks>
/// The bare word is the one of JSON (<c>shipping</c>), the web URI the one of linked data and of the event hash
/// (<c>https://ref.gs1.org/cbv/BizStep-shipping</c>), the URN the one of XML (<c>urn:epcglobal:cbv:bizstep:shipping</c>).
/// Source: CBV 2.0, sections 7.1 to 7.7; measurement types and sensor alerts: GS1 Web Vocabulary.
/// </remarks>
internal sealed class Vocabulary
{
    private const string Cbv = "https://ref.gs1.org/cbv/";

    public static readonly Vocabulary BizStep = new("cbv:BizStep-", "urn:epcglobal:cbv:bizstep:", """
        accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing destroying
        disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking receiving removing repackaging
        repairing replacing reserving retail_selling shipping staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping
        sensor_reporting sampling
        """);

    public static readonly Vocabulary Disposition = new("cbv:Disp-", "urn:epcglobal:cbv:disp:", """
        active container_closed damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive no_pedigree_match non_sellable_other
        partially_dispensed recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unknown available completeness_verified
        completeness_inferred conformant container_open mismatch_instance mismatch_class mismatch_quantity needs_replacement non_conformant unavailable
        """);

    public static readonly Vocabulary BizTransactionType = new("cbv:BTT-", "urn:epcglobal:cbv:btt:", """
        bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt
        """);

    public static readonly Vocabulary SourceDestType = new("cbv:SDT-", "urn:epcglobal:cbv:sdt:", "owning_party possessing_party location");

    public static readonly Vocabulary ErrorReason = new("cbv:ER-", "urn:epcglobal:cbv:er:", "did_not_occur incorrect_data");

    public static readonly Vocabulary Component = new("cbv:Comp-", "urn:epcglobal:cbv:comp:", """
        x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude altitude
        """);

    public static readonly Vocabulary Measurement = new("gs1:", "gs1:", """
        AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle
        AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent
        DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency
        Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity
        MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power
        Pressure RadiantFlux RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension
        Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
        """);

    public static readonly Vocabulary SensorAlert = new("gs1:", "gs1:", "ALARM_CONDITION ERROR_CONDITION");

    private readonly FrozenSet<string> words;
    private readonly string curie;
    private readonly string urn;

    private Vocabulary(string curie, string urn, string words)
    {
        (this.curie, this.urn) = (curie, urn);
        this.words = words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
    }

    public bool Has(string word) => words.Contains(word);

    /// <summary>Whether the URI lies where the standard words live: JSON writes these bare, and nobody else may add to them.</summary>
    public bool IsReserved(string uri)
    {
        var at = uri.IndexOf("://", StringComparison.Ordinal) is var cut and > 0 && uri.StartsWith("http", StringComparison.Ordinal) ? uri[(cut + 3)..] : "";
        return curie == "gs1:" ? at.StartsWith("gs1.org/voc/", StringComparison.Ordinal) || at.StartsWith("www.gs1.org/voc/", StringComparison.Ordinal)
            : uri.StartsWith("urn:epcglobal:cbv", StringComparison.Ordinal) || at.StartsWith("ns.gs1.org/cbv/", StringComparison.Ordinal);
    }

    /// <summary>The bare word, when the value is one of the spellings of a word of this list, else the value.</summary>
    public string Bare(string value)
    {
        foreach (var prefix in new[] { urn, curie, Full(curie, Namespaces.Gs1Voc) })
            if (value.StartsWith(prefix, StringComparison.Ordinal) && words.Contains(value[prefix.Length..])) return value[prefix.Length..];
        return value;
    }

    /// <summary>The web URI of a bare word; other values stay.</summary>
    /// <param name="gs1">Namespace that the document's context gives to the prefix gs1.</param>
    public string Uri(string value, string gs1)
    {
        var bare = Bare(value);
        return words.Contains(bare) ? Full(curie, gs1) + bare : value;
    }

    /// <summary>The spelling of XML; other values stay.</summary>
    public string Urn(string value) => words.Contains(value) ? urn + value : value;

    private static string Full(string curie, string gs1) => curie == "gs1:" ? gs1 : string.Concat(Cbv, curie.AsSpan(4));
}
