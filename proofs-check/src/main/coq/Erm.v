(** Row 3 with squared loss: the least empirical risk is attained (E2), so the class is
    not empty, for every finite data set, repeated inputs with different labels included. *)
Require Import Reals Lra List Psatz.
From Eyewitness Require Import Space Notions Net Classes Surgery.
Open Scope R_scope.

(** networks interpolate any values at finitely many points *)
Lemma interpolate d (v : Rn d -> R) (P : list (Rn d)) : exists f, RF f /\ forall p, In p P -> f p = v p.
Proof.
  induction P as [|p P (f & F & H)].
  - exists (fun _ => 0); split; [apply RF_const|intros ? []].
  - destruct (in_dec eq_dec p P) as [I|N].
    + exists f; split; auto; intros q [<-|Hq]; auto.
    + pose proof (l1_metric d) as L.
      destruct (radius l1 L p P N) as (r & Hr & Hrad).
      exists (fun x => f x + (v p - f p) * relu (1 - / r * l1 x p)); split.
      * apply RF_add; auto; apply RF_scale.
        apply (RF_relu (fun x => 1 - / r * l1 x p)), RF_sub; [apply RF_const|apply RF_scale, RF_l1].
      * intros q [<-|Hq].
        -- rewrite (dist_refl _ L), relu_pos by lra; lra.
        -- rewrite relu_neg; [rewrite H by auto; lra|].
           apply Hrad in Hq; apply (Rmult_le_compat_l (/ r)) in Hq; [|left; apply Rinv_0_lt_compat; auto].
           rewrite Rinv_l in Hq by lra; lra.
Qed.

Section Sums.
Context {A : Type}.
Fixpoint tot (h : A -> R) (l : list A) : R := match l with nil => 0 | z :: l => h z + tot h l end.
Lemma S_ext h h' l : (forall z, In z l -> h z = h' z) -> tot h l = tot h' l.
Proof. induction l as [|z l IH]; simpl; auto; intros H; rewrite IH, H; auto. Qed.
Lemma S_add h h' l : tot (fun z => h z + h' z) l = tot h l + tot h' l.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
Lemma S_scale c h l : tot (fun z => c * h z) l = c * tot h l.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
Lemma S_nonneg h l : (forall z, In z l -> 0 <= h z) -> 0 <= tot h l.
Proof.
  induction l as [|z l IH]; simpl; intros H; [lra|].
  pose proof (H z (or_introl eq_refl)); assert (0 <= tot h l) by auto; lra.
Qed.
Lemma S_pos h l z : (forall z, In z l -> 0 <= h z) -> In z l -> 0 < h z -> 0 < tot h l.
Proof.
  induction l as [|y l IH]; simpl; intros H I P; [tauto|].
  assert (0 <= tot h l) by (apply S_nonneg; auto).
  pose proof (H y (or_introl eq_refl)).
  destruct I as [->|I]; [lra|]. assert (0 < tot h l) by auto; lra.
Qed.
Lemma S_0 l : tot (fun _ : A => 0) l = 0.
Proof. induction l as [|z l IH]; simpl; lra. Qed.
End Sums.
Lemma S_swap {A B} (F : A -> B -> R) l l' :
  tot (fun i => tot (F i) l') l = tot (fun j => tot (fun i => F i j) l) l'.
Proof.
  induction l as [|z l IH]; simpl; [rewrite S_0; auto|]. rewrite S_add, IH; auto.
Qed.

Section LeastSquares.
Context {d : nat}.
Variable data : list (Rn d * R).

Fixpoint sq_risk (ys zs : list R) : R :=
  match ys, zs with y :: ys, z :: zs => (y - z) * (y - z) + sq_risk ys zs | _, _ => 0 end.

Lemma sq_risk_S (g : fn d) (l : list (Rn d * R)) :
  sq_risk (map snd l) (map g (map fst l)) = tot (fun z => (snd z - g (fst z)) * (snd z - g (fst z))) l.
Proof. induction l as [|z l IH]; simpl; auto; rewrite IH; auto. Qed.

Definition ind (p q : Rn d) : R := if eq_dec p q then 1 else 0.
Definition count p := tot (fun z => ind (fst z) p) data.
(** the mean of the labels at p *)
Definition mean p := tot (fun z => ind (fst z) p * snd z) data / count p.

Lemma ind_sym p q : ind p q = ind q p.
Proof. unfold ind; destruct (eq_dec p q), (eq_dec q p); congruence. Qed.
Lemma ind_nonneg p q : 0 <= ind p q.
Proof. unfold ind; destruct (eq_dec p q); lra. Qed.
Lemma count_pos z : In z data -> 0 < count (fst z).
Proof.
  intros I; apply (S_pos _ _ z); auto; [intros; apply ind_nonneg|].
  unfold ind; destruct (eq_dec _ _); [lra|congruence].
Qed.

(** the residuals of the mean are orthogonal to every function of the input *)
Lemma orthogonal (q : fn d) : tot (fun z => q (fst z) * mean (fst z)) data = tot (fun z => q (fst z) * snd z) data.
Proof.
  transitivity (tot (fun i => tot (fun j => q (fst i) / count (fst i) * (ind (fst j) (fst i) * snd j)) data) data).
  { apply S_ext; intros z Hz; rewrite S_scale; unfold mean, Rdiv; ring. }
  rewrite S_swap; apply S_ext; intros j Hj.
  transitivity (tot (fun i => q (fst j) * snd j / count (fst j) * ind (fst i) (fst j)) data).
  { apply S_ext; intros i Hi; rewrite (ind_sym (fst j)); unfold ind.
    destruct (eq_dec (fst i) (fst j)) as [->|]; unfold Rdiv; ring. }
  rewrite S_scale; fold (count (fst j)); field.
  pose proof (count_pos j Hj); lra.
Qed.

Lemma E2 (g : fn d) :
  sq_risk (map snd data) (map mean (map fst data)) <= sq_risk (map snd data) (map g (map fst data)).
Proof.
  rewrite !sq_risk_S.
  pose proof (orthogonal (fun p => mean p - g p)) as O.
  assert (0 <= tot (fun z => (mean (fst z) - g (fst z)) * (mean (fst z) - g (fst z))) data).
  { apply S_nonneg; intros z _; apply Rle_0_sqr. }
  rewrite (S_ext (fun z => (snd z - g (fst z)) * (snd z - g (fst z)))
    (fun z => ((snd z - mean (fst z)) * (snd z - mean (fst z)) +
               (mean (fst z) - g (fst z)) * (mean (fst z) - g (fst z))) +
              (2 * ((mean (fst z) - g (fst z)) * snd z) + -2 * ((mean (fst z) - g (fst z)) * mean (fst z))))
    data) by (intros; ring).
  rewrite !S_add, !S_scale, O; lra.
Qed.

Theorem erm_attained : exists f, ERM (map fst data) (sq_risk (map snd data)) f.
Proof.
  destruct (interpolate d mean (map fst data)) as (f & F & H).
  exists f; split; [apply RF_NN, F|]; intros g _.
  rewrite (map_ext_in f mean (map fst data)) by auto; apply E2.
Qed.
End LeastSquares.

Definition ERM_sq {d} (data : list (Rn d * R)) : cls d :=
  ERM (map fst data) (sq_risk (map snd data)).

Theorem row_erm_sq k (data : list (Rn (S k) * R)) :
  in_cube (map fst data) -> ROW_NO (ERM_sq data).
Proof. intros H; apply row_erm; auto; apply erm_attained. Qed.
