using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>Registers the stores of the application's records. Needs a <see cref="DataFolder"/>.</summary>
public static class RecordsServices
{
    public static IServiceCollection AddApplicationRecords(this IServiceCollection services)
    {
        services.AddDbContextFactory<GovernanceContext>(
            (provider, options) =>
                Configure(options, provider.GetRequiredService<DataFolder>().File(RecordsDatabase.FileName))
        );
        services.AddSingleton<RecordsDatabase>();
        services.AddSingleton<ActivityStore>();
        services.AddSingleton<SignInStore>();
        services.AddSingleton<ClassOverrideStore>();
        services.AddSingleton<NotificationStore>();
        services.AddSingleton<FindingJudgementStore>();
        services.AddSingleton<FindingEventStore>();
        services.AddSingleton<SavedViewStore>();
        return services;
    }

    internal static void Configure(DbContextOptionsBuilder options, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file };
        options.UseSqlite(connection.ToString()).AddInterceptors(new SqliteSettings());
    }
}
