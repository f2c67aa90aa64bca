using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Market.Traceability.Data;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteTraceDb>
{
    public SqliteTraceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteTraceDb>();
        ModuleDatabase.SqliteFile("design.db").Apply(options, TraceModule.History);
        return new(options.Options);
    }
}

internal sealed class MySqlDesign : IDesignTimeDbContextFactory<MySqlTraceDb>
{
    public MySqlTraceDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<MySqlTraceDb>();
        new ModuleDatabase("mysql", "Server=127.0.0.1;Database=design").Apply(options, TraceModule.History);
        return new(options.Options);
    }
}
