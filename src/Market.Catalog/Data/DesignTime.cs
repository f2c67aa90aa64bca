using Market.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Market.Catalog.Data;

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCatalogDb>
{
    public SqliteCatalogDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqliteCatalogDb>();
        ModuleDatabase.SqliteFile("design.db").Apply(options, CatalogModule.History);
        return new(options.Options);
    }
}

internal sealed class MySqlDesign : IDesignTimeDbContextFactory<MySqlCatalogDb>
{
    public MySqlCatalogDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<MySqlCatalogDb>();
        new ModuleDatabase("mysql", "Server=127.0.0.1;Database=design").Apply(options, CatalogModule.History);
        return new(options.Options);
    }
}
