using System.Text.Json.Nodes;
using Market.Traceability.Lots;

namespace Market.Traceability.Pallets;

/// <summary>Who sends and who receives.</summary>
internal static class PalletParties
{
    /// <summary>Whether the pallet went to a place the party works for.</summary>
    public static bool Receives(this TraceParty party, Pallet pallet) => pallet.PlaceId is { } id && party.Places.Contains((pallet.PlaceKind, id));

    /// <summary>Adds from whom to whom the goods go.</summary>
    public static JsonObject Between(this TraceSettings settings, JsonObject told, Pallet pallet)
    {
        told["sourceList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["source"] = settings.Place("cooperative", pallet.CooperativeId.ToString()) });
        told["destinationList"] = new JsonArray(new JsonObject { ["type"] = "possessing_party", ["destination"] = settings.Place(pallet.PlaceKind, pallet.PlaceId!.Value.ToString()) });
        return told;
    }
}
