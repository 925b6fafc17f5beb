namespace Spillway.Engine.Commands.Control;

/// <summary>One way to come nearer to a ceiling, and where it stands among the others: what is in time before what is late, what nobody holds
/// before what an operator holds, then what costs least for each MW, of equals a lower mode before sleep, then what wears least, then the
/// later in the file.</summary>
/// <param name="Group">The group's index.</param>
/// <param name="Lower">The mode it goes over to; null where machines of it sleep.</param>
/// <param name="IsLate">Whether the group cannot follow in time.</param>
/// <param name="IsHeld">Whether an operator holds it.</param>
/// <param name="Loss">What a MWh less earns less, in the site's currency.</param>
/// <param name="Wear">What a MW less wears by the start afterwards, in the site's currency.</param>
internal readonly record struct CeilingStep(int Group, LowerMode? Lower, bool IsLate, bool IsHeld, decimal Loss, decimal Wear) : IComparable<CeilingStep>
{
    public int CompareTo(CeilingStep other)
    {
        var order = IsLate.CompareTo(other.IsLate);
        order = order != 0 ? order : IsHeld.CompareTo(other.IsHeld);
        order = order != 0 ? order : Loss.CompareTo(other.Loss);
        order = order != 0 ? order : (Lower is null).CompareTo(other.Lower is null);
        order = order != 0 ? order : Wear.CompareTo(other.Wear);
        return order != 0 ? order : other.Group.CompareTo(Group);
    }
}
