using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Generation;
using GovernanceDashboard.Import;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Planning;
using GovernanceDashboard.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>Registers every room below the two skins, so that pages and command line are made of the same parts.</summary>
public static class GovernanceServices
{
    /// <param name="data">The data folder that this process works on.</param>
    public static IServiceCollection AddGovernance(
        this IServiceCollection services,
        IConfiguration configuration,
        DataFolder data
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(data);
        services.AddSingleton<FactStore>();
        services.AddApplicationRecords();
        services.AddGovernanceSecurity(configuration);
        services.AddSingleton<ImportRun>();
        services.AddSingleton<MetastoreCheck>();
        services.AddSingleton<EstateGenerator>();
        services.AddSingleton<ActiveSnapshot>();
        services.AddSingleton<ClassOverrides>();
        services.AddSingleton<EstateQuestions>();
        services.AddSingleton<FindingRegister>();
        services.AddSingleton<FindingQuestions>();
        services.AddSingleton<RecordQuestions>();
        services.AddSingleton<FindingJudge>();
        services.AddSingleton<FindingTriage>();
        services.AddSingleton<FindingWaivers>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<RestartQuestion>();
        services.AddSingleton<FindingWatch>();
        services.AddSingleton<IConfigureOptions<FindingOptions>, FindingConfiguration>();
        services.AddSingleton<IValidateOptions<FindingOptions>, FindingConfiguration>();
        services.AddOptions<FindingOptions>().ValidateOnStart();
        services.AddSingleton<SnapshotRescue>();
        services.AddSingleton<WhatIfQuestion>();
        services.AddSingleton<EvidencePackWriter>();
        services.AddSingleton<EvidenceExport>();
        services.AddSingleton<EvidenceShelf>();
        services.AddJobBoard();
        services.AddSingleton<DemoEstate>();
        services.AddSingleton<EstateImport>();
        services.AddSingleton<ScheduleBook>();
        services.AddSingleton<DeviationCheck>();
        services.AddSingleton<DeviationNotice>();
        services.AddSingleton<Notifier>();
        services.AddSingleton<NotificationDelivery>();
        services.AddSingleton<ImportSchedule>();
        services.AddSingleton<IConfigureOptions<ScheduleOptions>, ScheduleConfiguration>();
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleConfiguration>();
        services.AddSingleton<IConfigureOptions<NotificationOptions>, NotificationConfiguration>();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationConfiguration>();
        services.AddOptions<ScheduleOptions>().ValidateOnStart();
        services.AddOptions<NotificationOptions>().ValidateOnStart();
        services.AddSingleton<IDemoState, SnapshotDemoState>();
        services
            .AddOptions<FirstStartOptions>()
            .Bind(configuration.GetSection(FirstStartOptions.Section))
            .Validate(
                options => options is { Tables: > 0, People: > 0, ServiceAccounts: >= 0, Groups: >= 0 },
                "Demo:Tables and Demo:People must be positive, Demo:ServiceAccounts and Demo:Groups not negative."
            )
            .ValidateOnStart();
        return services;
    }

    /// <summary>What the server does once it listens: print sign-in links, make or load the estate.</summary>
    public static IServiceCollection AddGovernanceStart(this IServiceCollection services)
    {
        services.AddSingleton(Console.Out);
        services.AddHostedService<SignInAnnouncement>();
        services.AddHostedService<FirstStart>();
        services.AddHostedService(provider => provider.GetRequiredService<FindingWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<ImportSchedule>());
        services.AddHostedService(provider => provider.GetRequiredService<NotificationDelivery>());
        return services;
    }
}
