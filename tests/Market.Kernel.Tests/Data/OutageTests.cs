using System.Net.Sockets;
using Market.Kernel.Data;
using Microsoft.Data.Sqlite;

namespace Market.Kernel.Tests.Data;

public sealed class OutageTests
{
    [Fact]
    public void A_database_that_is_away_is_recognised_however_deep_it_is_wrapped() =>
        // As EF's execution strategy for MySQL wraps what may pass.
        Assert.True(Outage.Is(new InvalidOperationException("likely due to a transient failure", new SqliteException("busy", 5))));

    /// <summary>As a transaction meets a server that was killed: the driver lets what the socket said through, with TLS in the stream's own exception.</summary>
    [Fact]
    public void A_connection_reset_under_the_driver_is_an_outage_and_one_of_somebody_elses_call_is_not()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);

        Assert.True(Outage.Is(reset));
        Assert.True(Outage.Is(new IOException("Unable to read data from the transport connection", reset)));
        Assert.False(Outage.Is(new HttpRequestException("a bank that does not answer", reset)));
        Assert.False(Outage.Is(new IOException("No space left on device")));
    }

    [Fact]
    public void A_defect_is_not_taken_for_an_outage() => Assert.False(Outage.Is(new InvalidOperationException("a defect", new ArgumentException("nothing to do with it"))));
}
