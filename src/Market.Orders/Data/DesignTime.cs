using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Market.Orders.Data;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteOrdersDb>
{
    public SqliteOrdersDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteOrdersDb>();
        ModuleDatabase.SqliteFile("design.db").Apply(options, OrdersModule.History);
        return new(options.Options);
    }
}

internal sealed class MySqlDesign : IDesignTimeDbContextFactory<MySqlOrdersDb>
{
    public MySqlOrdersDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<MySqlOrdersDb>();
        new ModuleDatabase("mysql", "Server=127.0.0.1;Database=design").Apply(options, OrdersModule.History);
        return new(options.Options);
    }
}
