using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>How figures and names of states are printed: counts whole with thin groups, percentages with two decimals, instants in UTC.</summary>
public static class Figures
{
    /// <summary>What stands where nothing is known.</summary>
    public const string Unknown = "–";

    public static string Count(long? value) => value?.ToString("#,0", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>1 table, 2 tables.</summary>
    public static string Of(long number, string noun) => number == 1 ? $"1 {noun}" : $"{Count(number)} {noun}s";

    /// <summary>People and service accounts; whichever there are none of is left out.</summary>
    public static string Who(long people, long services)
    {
        var persons = people == 1 ? "1 person" : $"{Count(people)} people";
        return services == 0 ? persons
            : people == 0 ? Of(services, "service")
            : $"{persons} + {Of(services, "service")}";
    }

    /// <param name="value">0 to 100.</param>
    public static string Percent(double? value) =>
        value is { } known ? known.ToString("0.00", CultureInfo.InvariantCulture) + " %" : Unknown;

    public static string Day(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Unknown;

    public static string Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) is { } text
            ? text + " UTC"
            : Unknown;

    /// <summary>Powers of 1024 with one decimal: 1.5 GiB.</summary>
    public static string Bytes(long? value)
    {
        if (value is not { } bytes)
        {
            return Unknown;
        }

        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        double amount = bytes;
        var unit = 0;
        while (amount >= 1024 && unit < units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }

        return amount.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    public static string Kind(PrincipalKind kind) =>
        kind switch
        {
            PrincipalKind.User => "Person",
            PrincipalKind.ServiceAccount => "Service",
            PrincipalKind.Group => "Group",
            PrincipalKind.Role => "Role",
        };

    public static string Status(EmploymentStatus? status) => status is { } known ? Status(known) : Unknown;

    public static string Status(EmploymentStatus status) =>
        status switch
        {
            EmploymentStatus.Unknown => "Unknown",
            EmploymentStatus.Active => "Active",
            EmploymentStatus.OnLeave => "On leave",
            EmploymentStatus.Departed => "Departed",
        };

    public static string Basis(ClassificationBasis basis) =>
        basis switch
        {
            ClassificationBasis.Import => "the source's tag",
            ClassificationBasis.Rule => "a rule on names, types and comments",
            ClassificationBasis.Owner => "the data owner",
            ClassificationBasis.Lineage => "lineage, inferred",
            ClassificationBasis.Catalogue => "the data catalogue; Ranger has no such tag",
            ClassificationBasis.Override => "set by hand",
        };

    public static string List(PolicyItemList list) =>
        list switch
        {
            PolicyItemList.Allow => "Allow",
            PolicyItemList.Deny => "Deny",
            PolicyItemList.AllowException => "Allow exception",
            PolicyItemList.DenyException => "Deny exception",
        };
}
