namespace GovernanceDashboard.Domain;

/// <summary>The three name spaces in which access systems look a principal up: a login and a group may share a name.</summary>
public enum PrincipalNamespace
{
    Login,
    Group,
    Role,
}

/// <summary>
/// Names one principal. Names are case-sensitive (Ranger compares them so; access semantics, section 3).
/// A login is a person's or a service's: <see cref="Principal.Kind"/> tells which.
/// </summary>
public readonly record struct PrincipalId(PrincipalNamespace Namespace, string Name) : IComparable<PrincipalId>
{
    /// <summary>The group that holds every principal without listing anyone (Ranger's <c>public</c>).</summary>
    public static PrincipalId Everyone { get; } = Group("public");

    public bool IsEveryone => this == Everyone;

    public static PrincipalId Login(string name) => new(PrincipalNamespace.Login, name);

    public static PrincipalId Group(string name) => new(PrincipalNamespace.Group, name);

    public static PrincipalId Role(string name) => new(PrincipalNamespace.Role, name);

    /// <summary>Reads what <see cref="ToString"/> writes: <c>login:alice</c> (also <c>user:alice</c>), <c>group:eng</c>, <c>role:analyst</c>.</summary>
    public static bool TryParse(string text, out PrincipalId id)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        PrincipalNamespace? space =
            colon < 0
                ? null
                : text[..colon] switch
                {
                    "login" or "user" => PrincipalNamespace.Login,
                    "group" => PrincipalNamespace.Group,
                    "role" => PrincipalNamespace.Role,
                    _ => null,
                };
        id = space is { } found && colon + 1 < text.Length ? new(found, text[(colon + 1)..]) : default;
        return id.Name is not null;
    }

    public int CompareTo(PrincipalId other) =>
        Namespace != other.Namespace ? Namespace.CompareTo(other.Namespace) : string.CompareOrdinal(Name, other.Name);

    public override string ToString() =>
        Namespace switch
        {
            PrincipalNamespace.Login => "login:" + Name,
            PrincipalNamespace.Group => "group:" + Name,
            PrincipalNamespace.Role => "role:" + Name,
        };
}
