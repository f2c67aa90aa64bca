using Microsoft.EntityFrameworkCore.Diagnostics;
using MySqlConnector;
using System.Data.Common;

namespace Market.Kernel.Data;

/// <summary>Connections of the pool that the server ended (a restart, a kill): one finds out, and all of them are dropped.</summary>
/// <remarks>The pool does not ask the server before it lends a connection (<see cref="ModuleDatabase"/>); without this every dead one would cost a request.</remarks>
internal sealed class DeadConnections : DbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly DeadConnections Instance = new();

    public override async Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        if (command.Connection is MySqlConnection { State: not System.Data.ConnectionState.Open } connection) await MySqlConnection.ClearPoolAsync(connection, CancellationToken.None);
    }

    /// <summary>Nothing was done in a transaction that did not begin: it begins on a new connection.</summary>
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        try
        {
            return InterceptionResult<DbTransaction>.SuppressWithResult(await connection.BeginTransactionAsync(eventData.IsolationLevel, cancellationToken));
        }
        catch (Exception dead) when (Outage.Is(dead))
        {
            await MySqlConnection.ClearPoolAsync((MySqlConnection)connection, CancellationToken.None);
            await connection.CloseAsync();
            await connection.OpenAsync(cancellationToken);
            return result;
        }
    }
}
