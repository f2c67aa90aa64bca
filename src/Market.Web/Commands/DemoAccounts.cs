using Market.Catalog.Demo;

namespace Market.Web.Commands;

/// <summary>What ./run prints besides the address.</summary>
internal static class DemoAccounts
{
    public const string Sheet = $"""

        Demo accounts, password {DemoDistrict.Password}:
          consumer@{DemoDistrict.Host}            buys
          manager.shangwan@{DemoDistrict.Host}    runs a cooperative
          union.shuanghe@{DemoDistrict.Host}      runs a union of three cooperatives
          station.shangwan-village@{DemoDistrict.Host}  hands parcels over
          reviewer.shuanghe@{DemoDistrict.Host}   reviews for a town
          buyer.huijia@{DemoDistrict.Host}        buys for a supermarket
          office@{DemoDistrict.Host}  admin@{DemoDistrict.Host}   the district
        Stop with Ctrl-C.
        """;
}
