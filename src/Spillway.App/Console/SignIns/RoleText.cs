using Spillway.App.Accounts;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.SignIns;

/// <summary>Roles in the reader's language; one that was made here keeps its name.</summary>
internal static class RoleText
{
    /// <summary>A role in words.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="role">The role's name.</param>
    public static string Of(Reader reader, string role) => role switch
    {
        Roles.Viewer => reader["viewer"],
        Roles.Operator => reader["operator"],
        Roles.Trader => reader["trader"],
        Roles.Finance => reader["finance"],
        Roles.Administrator => reader["administrator"],
        Roles.Auditor => reader["auditor"],
        Roles.Machine => reader["machine"],
        _ => role,
    };
}
