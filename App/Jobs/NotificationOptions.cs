using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>Where notifications go beside the outbox, from the configuration section <c>Notifications</c>.</summary>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    public ImmutableArray<Uri> Webhooks { get; set; } = [];

    /// <summary>Deliveries that are tried before one is given up.</summary>
    public int Tries { get; set; } = 8;

    /// <summary>Whether imports by page and by verb tell of changed access as scheduled ones do: where a webhook is set, unless said otherwise.</summary>
    public bool AfterEveryImport { get; set; }
}

/// <summary>Reads the section by hand and lists every problem at once. A webhook leads to this machine or to a host that is allowed by name, nowhere else.</summary>
internal sealed class NotificationConfiguration(IConfiguration configuration)
    : IConfigureOptions<NotificationOptions>,
        IValidateOptions<NotificationOptions>
{
    private const int MostTries = 50;

    private IConfigurationSection Section => configuration.GetSection(NotificationOptions.Section);

    public void Configure(NotificationOptions options)
    {
        options.Webhooks = Webhooks([]);
        options.Tries = Tries([]) ?? options.Tries;
        options.AfterEveryImport = AfterEveryImport([]) ?? !options.Webhooks.IsEmpty;
    }

    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        List<string> problems = [];
        Webhooks(problems);
        Tries(problems);
        AfterEveryImport(problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private ImmutableArray<Uri> Webhooks(List<string> problems)
    {
        var allowed = Section
            .GetSection("AllowedHosts")
            .GetChildren()
            .Select(entry => entry.Value?.Trim())
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var targets = ImmutableArray.CreateBuilder<Uri>();
        foreach (var entry in Section.GetSection("Webhooks").GetChildren())
        {
            if (
                !Uri.TryCreate(entry.Value, UriKind.Absolute, out var target)
                || (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps)
            )
            {
                problems.Add($"{entry.Path} is no http or https address.");
            }
            else if (target.UserInfo.Length > 0)
            {
                problems.Add($"{entry.Path} holds a user name: credentials do not belong into an address.");
            }
            else if (!IsLoopback(target) && !allowed.Contains(target.Host))
            {
                problems.Add(
                    $"{entry.Path} leads to {target.Host}, which is not this machine: name it under Notifications:AllowedHosts to allow it."
                );
            }
            else
            {
                targets.Add(target);
            }
        }

        return targets.ToImmutable();
    }

    private int? Tries(List<string> problems)
    {
        if (Section["Tries"] is not { } text)
        {
            return null;
        }

        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tries)
            && tries is >= 1 and <= MostTries
        )
        {
            return tries;
        }

        problems.Add($"Notifications:Tries is '{text}'; it must be a whole number from 1 to {MostTries}.");
        return null;
    }

    private bool? AfterEveryImport(List<string> problems)
    {
        if (Section["AfterEveryImport"] is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var isWanted))
        {
            return isWanted;
        }

        problems.Add($"Notifications:AfterEveryImport is '{text}'; it must be true or false.");
        return null;
    }

    private static bool IsLoopback(Uri target) =>
        target.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(target.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
