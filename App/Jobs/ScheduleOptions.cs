using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>Imports that run by themselves, from the configuration section <c>Schedule</c>.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedule";

    /// <summary>In the order of the configuration.</summary>
    public ImmutableArray<ScheduledImport> Imports { get; set; } = [];
}

/// <summary>Reads the section by hand and lists every problem at once; binding would stop at the first value of a wrong type.</summary>
internal sealed class ScheduleConfiguration(IConfiguration configuration)
    : IConfigureOptions<ScheduleOptions>,
        IValidateOptions<ScheduleOptions>
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(31);

    public void Configure(ScheduleOptions options) => options.Imports = Read([]);

    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        List<string> problems = [];
        Read(problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private ImmutableArray<ScheduledImport> Read(List<string> problems)
    {
        var imports = ImmutableArray.CreateBuilder<ScheduledImport>();
        foreach (var entry in configuration.GetSection($"{ScheduleOptions.Section}:Imports").GetChildren())
        {
            if (Read(entry, problems) is { } import)
            {
                if (imports.Any(other => other.Name.Equals(import.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    problems.Add($"{entry.Path}: there are two schedules named '{import.Name}'.");
                }
                else
                {
                    imports.Add(import);
                }
            }
        }

        return imports.ToImmutable();
    }

    private static ScheduledImport? Read(IConfigurationSection entry, List<string> problems)
    {
        var before = problems.Count;
        var (name, folder, file) = (entry["Name"]?.Trim(), entry["Folder"], entry["ConnectionFile"]);
        if (string.IsNullOrEmpty(name) || name.Length > 60 || name.Any(char.IsControl))
        {
            Wrong("Name must be 1 to 60 printable characters.");
        }

        if (string.IsNullOrWhiteSpace(folder) && string.IsNullOrWhiteSpace(file))
        {
            Wrong("Folder, ConnectionFile or both must be given.");
        }

        if (folder is not null && !Path.IsPathFullyQualified(folder))
        {
            Wrong($"Folder '{folder}' is not an absolute path.");
        }

        if (file is not null && !Path.IsPathFullyQualified(file))
        {
            Wrong($"ConnectionFile '{file}' is not an absolute path.");
        }

        if (entry["Every"] is null == entry["Daily"] is null)
        {
            Wrong("one of Every (such as 06:00:00) and Daily (such as 02:30, UTC) must be given.");
        }

        TimeSpan? every = null;
        if (entry["Every"] is { } everyText)
        {
            every =
                TimeSpan.TryParse(everyText, CultureInfo.InvariantCulture, out var span)
                && span >= s_shortest
                && span <= s_longest
                    ? span
                    : null;
            if (every is null)
            {
                Wrong($"Every '{everyText}' is no time between a minute and 31 days, such as 06:00:00 or 1.00:00:00.");
            }
        }

        TimeOnly? daily = null;
        if (entry["Daily"] is { } dailyText)
        {
            daily = TimeOnly.TryParseExact(
                dailyText,
                "HH:mm",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
                ? at
                : null;
            if (daily is null)
            {
                Wrong($"Daily '{dailyText}' is no time of day, such as 02:30.");
            }
        }

        Authorizer? authorizer = null;
        if (entry["Authorizer"] is { } authorizerText)
        {
            authorizer =
                Enum.TryParse<Authorizer>(authorizerText, ignoreCase: true, out var known) && Enum.IsDefined(known)
                    ? known
                    : null;
            if (authorizer is null)
            {
                Wrong($"Authorizer '{authorizerText}' is none of {string.Join(", ", Enum.GetNames<Authorizer>())}.");
            }
        }

        var zone = TimeZoneInfo.Utc;
        if (entry["AuditZone"] is { } zoneText && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneText, out zone!))
        {
            Wrong($"AuditZone '{zoneText}' is no time zone, such as Europe/Berlin.");
        }

        return problems.Count == before ? new(name!, folder, file, every, daily, authorizer, zone) : null;

        void Wrong(string what) => problems.Add($"{entry.Path}: {what}");
    }
}
